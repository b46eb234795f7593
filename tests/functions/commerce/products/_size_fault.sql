-- Proves functions/commerce/products/_size_fault.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();
select is(commerce._size_fault(c.record::jsonb), c.fault, c.rule)
from (
    values
    (
        '{}',
        null,
        'no size'
    ),
    (
        '{"length_mm": 1, "width_mm": 2, "height_mm": 3}',
        null,
        'a whole one'
    ),
    (
        '{"length_mm": 1}',
        'Give length, width and height, or none of them.',
        'one dimension of three'
    ),
    (
        '{"length_mm": 1, "width_mm": 2, "height_mm": null}',
        'Give length, width and height, or none of them.',
        'two of three'
    )
) as c (record, fault, rule);

select * from finish();
rollback;
