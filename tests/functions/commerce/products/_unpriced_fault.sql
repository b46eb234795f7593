-- Proves functions/commerce/products/_unpriced_fault.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select is(
    commerce._unpriced_fault(jsonb_build_object('id', pg_temp.id_of('Shirt'))), null,
    'each variant has a price'
);
delete from commerce.prices
where true;
select matches(
    commerce._unpriced_fault(jsonb_build_object('id', pg_temp.id_of('Shirt'))),
    '^No price on the default list: SHIRT-[SL], SHIRT-[SL].$',
    'the variants without one are named'
);
insert into commerce.prices (price_list_id, variant_id, valid, amount_minor)
select
    l.id as price_list_id,
    v.id as variant_id,
    tstzrange(core.now() + interval '1 day', null) as valid,
    1 as amount_minor
from commerce.price_lists as l
cross join commerce.variants as v
where l.is_default and v.sku = 'MUG';
update commerce.products set starts_at = core.now() + interval '2 days'
where title = 'Mug';
select is(
    commerce._unpriced_fault(jsonb_build_object('id', pg_temp.id_of('Mug'))), null,
    'the price counts from when the product is available'
);

select * from finish();
rollback;
