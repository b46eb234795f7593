-- Proves functions/commerce/products/_components_fault.sql.
begin;
select plan(12);

-- Given: the small stock.
select tests.small_stock();
select is(commerce._components_fault(c.record::jsonb), c.fault, c.rule)
from (
    values
    (
        '{}',
        null,
        'a single variant'
    ),
    (
        '{"components": [{"sku": "MUG", "quantity": 2}]}',
        null,
        'a new bundle'
    ),
    (
        '{"components": [], "is_bundle": true}',
        'A bundle has components.',
        'a bundle keeps components'
    ),
    (
        '{"components": [{"sku": "MUG", "quantity": 2}], "is_bundle": false}',
        'A variant does not become a bundle.',
        'a single variant stays one'
    ),
    (
        '{"components": [{"sku": "SET", "quantity": 1}]}',
        'Component SET is not a single variant.',
        'a bundle in a bundle'
    ),
    (
        '{"components": [{"sku": "X", "quantity": 1}]}',
        'Component X is not a single variant.',
        'an unknown SKU'
    ),
    (
        '{"components": [{"sku": "MUG", "quantity": 1},
            {"sku": "MUG", "quantity": 2}]}',
        'Component MUG stands there twice.',
        'one component twice'
    ),
    (
        '{"components": [{"sku": "MUG", "quantity": 0}]}',
        'A component is {sku, quantity}, the quantity from 1 to 1000.',
        'no quantity'
    ),
    (
        '{"components": [{"sku": "MUG", "quantity": 1.5}]}',
        'A component is {sku, quantity}, the quantity from 1 to 1000.',
        'half a piece'
    ),
    (
        '{"components": [{"sku": "MUG", "quantity": "x"}]}',
        'A component is {sku, quantity}, the quantity from 1 to 1000.',
        'a text as a quantity'
    ),
    (
        '{"components": [7]}',
        'A component is {sku, quantity}, the quantity from 1 to 1000.',
        'another type'
    ),
    (
        '{"components": 7}',
        null,
        'another type is left to the rule of types'
    )
) as c (record, fault, rule);

select * from finish();
rollback;
