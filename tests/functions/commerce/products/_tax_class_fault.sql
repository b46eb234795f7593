-- Proves functions/commerce/products/_tax_class_fault.sql.
begin;
select plan(3);

-- Given: the rate that a release seeds.
select is(commerce._tax_class_fault(c.record::jsonb), c.fault, c.rule)
from (
    values
    (
        '{"tax_class": "standard"}',
        null,
        'a class that has a rate'
    ),
    (
        '{"tax_class": "x"}',
        'There is no tax class x.',
        'an unknown one'
    ),
    (
        '{"tax_class": []}',
        null,
        'another type is left to the rule of types'
    )
) as c (record, fault, rule);

select * from finish();
rollback;
