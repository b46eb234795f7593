-- Proves sql/seeds/commerce/price_lists.sql.
begin;
select plan(1);

select results_eq(
    $$ select code, currency from commerce.price_lists where is_default $$,
    $$ values ('standard', 'PHP') $$,
    'one list prices orders that name none'
);

select * from finish();
rollback;
