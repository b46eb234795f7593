-- Proves policies/commerce/reorder_rules.sql.j2.
begin;
select plan(6);

-- Given: three rules.
select tests.small_purchases();

select * from tests.is_shown_to(
    'commerce.reorder_rules', 'staff', tests.user('ada'),
    '{admin, buyer, warehouse}', p_visible => 0
);

select * from finish();
rollback;
