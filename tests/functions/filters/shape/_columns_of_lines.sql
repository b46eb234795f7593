-- Proves functions/filters/shape/_columns_of_lines.sql.
begin;
select plan(2);

select is(
    filters._columns_of_lines(),
    'id, line_key, basket_id, store_id, product_key, brand_id, category_id, '
    'price_minor, quantity, sold_at',
    'the columns of a line'
);
-- Given: columns that an installation adds, one of them generated.
alter table filters.transactions add column "till no" text;  -- noqa: RF05
alter table filters.transactions
add column half bigint generated always as (price_minor / 2) stored;
select matches(
    filters._columns_of_lines(), ', sold_at, "till no"$',
    'and those that are added, generated ones excepted'
);

select * from finish();
rollback;
