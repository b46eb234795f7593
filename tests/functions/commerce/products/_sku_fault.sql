-- Proves functions/commerce/products/_sku_fault.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();
select is(commerce._sku_fault(c.record::jsonb), c.fault, c.rule)
from (
    values
    (
        '{"sku": "MUG"}',
        'SKU MUG belongs to another product.',
        'a new product takes no SKU of another'
    ),
    (
        '{"sku": "NEW"}',
        null,
        'it takes a new one'
    ),
    (
        '{"sku": ["MUG"]}',
        null,
        'another type is left to the rule of types'
    )
) as c (record, fault, rule);
select is(
    commerce._sku_fault(jsonb_build_object('sku', v.sku, 'product_id', v.product_id)),
    null, 'a product keeps its own'
)
from commerce.variants as v
where v.sku = 'MUG';

select * from finish();
rollback;
