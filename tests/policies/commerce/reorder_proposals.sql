-- Proves policies/commerce/reorder_proposals.sql.j2.
begin;
select plan(6);

-- Given: a proposal.
select tests.small_purchases();
select tests.propose('MAIN')::text;

select * from tests.is_shown_to(
    'commerce.reorder_proposals', 'staff', tests.user('ada'),
    '{admin, buyer, warehouse}', p_visible => 0
);

select * from finish();
rollback;
