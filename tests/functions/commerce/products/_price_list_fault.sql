-- Proves functions/commerce/products/_price_list_fault.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();
select is(commerce._price_list_fault(c.record::jsonb), c.fault, c.rule)
from (
    values
    (
        '{"price_list": "standard"}',
        null,
        'a list that exists'
    ),
    (
        '{"price_list": "x"}',
        'There is no price list x.',
        'an unknown one'
    ),
    (
        '{"price_list": 1}',
        null,
        'another type is left to the rule of types'
    )
) as c (record, fault, rule);

select * from finish();
rollback;
