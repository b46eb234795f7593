-- Proves functions/commerce/products/_category_fault.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();
select is(commerce._category_fault(c.record::jsonb), c.fault, c.rule)
from (
    values
    (
        '{"category": "kitchen"}',
        null,
        'a category that exists'
    ),
    (
        '{"category": "x"}',
        'There is no category x.',
        'an unknown one'
    ),
    (
        '{"category": 1}',
        null,
        'another type is left to the rule of types'
    ),
    (
        '{}',
        null,
        'no category'
    )
) as c (record, fault, rule);

select * from finish();
rollback;
