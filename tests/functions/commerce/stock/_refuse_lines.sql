-- Proves functions/commerce/stock/_refuse_lines.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();

select is(
    tests.refusal(format('select commerce._refuse_lines(%L)', c.lines)) ->> 'detail',
    c.detail, c.rule
)
from (
    values
    ('[]', 'lines is empty.', 'no line'),
    (
        '[{"sku": "MUG", "quantity": 1}, {"sku": "X", "quantity": 1}]',
        'Line 2: there is no SKU ''X''.', 'an unknown SKU'
    ),
    (
        '[{"sku": "MUG", "quantity": 1, "location": "X"}]',
        'Line 1: there is no active location ''X''.', 'an unknown location'
    ),
    (
        '[{"sku": "MUG"}]', 'Line 1: quantity is not from 1 to 1000000.',
        'a missing quantity'
    )
) as c (lines, detail, rule);

select * from finish();
rollback;
