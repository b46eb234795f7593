-- Proves functions/commerce/products/_sale_fault.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();
select is(commerce._sale_fault(c.record::jsonb), c.fault, c.rule)
from (
    values
    (
        '{"price_minor": 2, "sale_price_minor": 1}',
        null,
        'both'
    ),
    (
        '{"price_minor": 2}',
        null,
        'no sale price'
    ),
    (
        '{"sale_price_minor": 1, "price_minor": null}',
        'A sale price needs a price.',
        'a sale price alone'
    )
) as c (record, fault, rule);

select * from finish();
rollback;
