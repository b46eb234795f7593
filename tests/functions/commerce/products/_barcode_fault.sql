-- Proves functions/commerce/products/_barcode_fault.sql.
begin;
select plan(8);

-- Given: the small stock.
select tests.small_stock();
update commerce.variants set barcode = '73513537'
where sku = 'MUG';
select is(commerce._barcode_fault(c.record::jsonb), c.fault, c.rule)
from (
    values
    (
        '{"barcode": "4006381333931"}',
        null,
        'a GTIN-13'
    ),
    (
        '{"barcode": "036000291452"}',
        null,
        'a GTIN-12'
    ),
    (
        '{"barcode": "4006381333932"}',
        'It is not a GTIN: 8, 12, 13 or 14 digits, the last a check digit.',
        'a wrong check digit'
    ),
    (
        '{"barcode": "40063813"}',
        'It is not a GTIN: 8, 12, 13 or 14 digits, the last a check digit.',
        'a wrong length'
    ),
    (
        '{"barcode": "x"}',
        'It is not a GTIN: 8, 12, 13 or 14 digits, the last a check digit.',
        'not digits'
    ),
    (
        '{"barcode": 4006381333931}',
        null,
        'another type is left to the rule of types'
    ),
    (
        '{"barcode": "73513537", "sku": "NEW"}',
        'The barcode belongs to another variant.',
        'one of another variant'
    ),
    (
        '{"barcode": "73513537", "sku": "MUG"}',
        null,
        'its own'
    )
) as c (record, fault, rule);

select * from finish();
rollback;
