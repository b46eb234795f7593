-- Proves triggers/commerce/sales.sql.j2.
begin;
select plan(4);

-- Given: a sale.
insert into commerce.sales (
    sold_at, variant_id, location_id, quantity, amount_minor, currency, created_at
)
values ('2026-01-02Z', 1, 1, 1, 100, 'PHP', '2026-01-02Z');

select triggers_are(
    'commerce', 'sales', array['t20_refuse_change', 't20_refuse_truncate'],
    'sales has exactly these triggers'
);
select throws_ok(
    'update commerce.sales set quantity = 2 where true',
    'PT409', 'core.append_only', 'the owner cannot change a row'
);
select throws_ok(
    'delete from commerce.sales where true',
    'PT409', 'core.append_only', 'the owner cannot remove a row'
);
select throws_ok(
    'truncate commerce.sales', 'PT409', 'core.append_only', 'the owner cannot empty it'
);

select * from finish();
rollback;
