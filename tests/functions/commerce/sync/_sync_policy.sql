-- Proves functions/commerce/sync/_sync_policy.sql.
begin;
select plan(3);

-- Given: the seeded policies.
select is(
    commerce._sync_policy('pms', 'product', 'price_minor'), 'ask', 'a field has its own'
);
select is(
    commerce._sync_policy('pms', 'inventory', 'on_hand'), 'pms_wins', 'or its entity''s'
);
select is(
    commerce._sync_policy('other', 'order', 'status'), 'newest', 'or newest'
);

select * from finish();
rollback;
