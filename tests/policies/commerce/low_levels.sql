-- Proves policies/commerce/low_levels.sql.j2.
begin;
select plan(6);

-- Given: a level that is low.
select tests.small_purchases();
select tests.propose('MAIN')::text;

select * from tests.is_shown_to(
    'commerce.low_levels', 'staff', tests.user('ada'),
    '{admin, buyer, warehouse}', p_visible => 0
);

select * from finish();
rollback;
