-- Proves functions/commerce/products/_variants_fault.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();
select is(commerce._variants_fault(c.record::jsonb), c.fault, c.rule)
from (
    values
    (
        '{"variants": [{"sku": "A"}, {"sku": "B", "options": {"n": 1}}]}',
        null,
        'two that differ'
    ),
    (
        '{"variants": [{"sku": "A"}, {"sku": "A", "options": {"n": 1}}]}',
        'SKU A stands there twice.',
        'one SKU for two'
    ),
    (
        '{"variants": [{"sku": "A", "options": {}}, {"sku": "B"}]}',
        'Two variants have the same options.',
        'no options are options too'
    ),
    (
        '{"variants": "x"}',
        null,
        'another type is left to the rule of types'
    ),
    (
        '{"variants": [1, null, "x"]}',
        'Two variants have the same options.',
        'a list of other things does not fail'
    )
) as c (record, fault, rule);

select * from finish();
rollback;
