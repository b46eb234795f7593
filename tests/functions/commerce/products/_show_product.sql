-- Proves functions/commerce/products/_show_product.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select is(
    jsonb_path_query_array(
        commerce._show_product(pg_temp.id_of('Shirt')), '$.variants[*].sku'
    ) @> '["SHIRT-L", "SHIRT-S"]',
    true, 'a product with its variants'
);
select is(commerce._show_product(-1), null, 'nothing for an unknown id');

select * from finish();
rollback;
