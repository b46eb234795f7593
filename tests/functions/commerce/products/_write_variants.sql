-- Proves functions/commerce/products/_write_variants.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
do $$
begin
    perform commerce._write_variants(pg_temp.id_of('Gift set'), '[
        {"sku": "SET", "unit": null, "components": [{"sku": "SHIRT-L", "quantity": 3}],
         "prices": [], "price_minor": 5, "sale_price_minor": 4},
        {"sku": "ONE", "options": {"n": 1}, "weight_grams": 10.0, "prices": [
            {"price_list": "standard", "amount_minor": 9.0}]}
    ]');
end;
$$;
select is(
    (
        select commerce._show_variant(v.id) -> 'components'
        from commerce.variants as v
        where v.sku = 'SET'
    ),
    '[{"sku": "SHIRT-L", "quantity": 3}]'::jsonb, 'components are replaced'
);
select results_eq(
    $$ select v.sku, commerce.price_of(v.id), v.weight_grams, v.is_bundle
       from commerce.variants as v where v.product_id = pg_temp.id_of('Gift set')
       order by v.sku $$,
    $$ values ('ONE', 9::bigint, 10, false), ('SET', 4::bigint, null, true) $$,
    'variants are added and changed, with their prices'
);

select * from finish();
rollback;
