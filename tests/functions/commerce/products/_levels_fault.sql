-- Proves functions/commerce/products/_levels_fault.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select is(
    commerce._levels_fault(jsonb_build_object('id', pg_temp.id_of('Mug'))), null,
    'the trigger has added each level'
);
delete from commerce.stock_levels as l
using commerce.variants as v, commerce.locations as o
where
    l.variant_id = v.id
    and l.location_id = o.id
    and v.sku = 'MUG'
    and o.code = 'MAIN';
select is(
    commerce._levels_fault(jsonb_build_object('id', pg_temp.id_of('Mug'))),
    '1 stock levels are missing, such as that of MUG at MAIN.', 'a missing one is named'
);
select is(
    commerce._levels_fault(jsonb_build_object('id', pg_temp.id_of('Gift set'))), null,
    'a bundle needs none'
);

select * from finish();
rollback;
