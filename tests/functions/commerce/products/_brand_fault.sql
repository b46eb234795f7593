-- Proves functions/commerce/products/_brand_fault.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();
insert into master.brands (brand_key, name) values ('acme', 'Acme');
select is(commerce._brand_fault(c.record::jsonb), c.fault, c.rule)
from (
    values
    (
        '{"brand": "acme"}',
        null,
        'a brand that exists'
    ),
    (
        '{"brand": "x"}',
        'There is no brand x.',
        'an unknown one'
    ),
    (
        '{"brand": []}',
        null,
        'another type is left to the rule of types'
    )
) as c (record, fault, rule);

select * from finish();
rollback;
