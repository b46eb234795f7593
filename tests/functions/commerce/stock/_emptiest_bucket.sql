-- Proves functions/commerce/stock/_emptiest_bucket.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();

select is(
    commerce._emptiest_bucket(v.id, l.id),
    0::smallint,
    'a level without rows has bucket 0'
)
from commerce.variants as v
cross join commerce.locations as l
where v.sku = 'MUG' and l.code = 'MAIN';
insert into commerce.stock_levels (variant_id, location_id, bucket)
select
    v.id as variant_id,
    l.id as location_id,
    1 as bucket
from commerce.variants as v
cross join commerce.locations as l
where v.sku = 'MUG' and l.code = 'SHOP';
select is(
    commerce._emptiest_bucket(v.id, l.id), 1::smallint,
    'new pieces go where least is to sell'
)
from commerce.variants as v
cross join commerce.locations as l
where v.sku = 'MUG' and l.code = 'SHOP';

select * from finish();
rollback;
