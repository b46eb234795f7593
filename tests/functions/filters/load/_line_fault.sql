-- Proves functions/filters/load/_line_fault.sql.
begin;
select plan(11);

select is(
    filters._line_fault(
        jsonb_populate_record(
            null::filters.incoming_line,
            '{"basket_key": "b", "store_key": "s", "product_key": "p",
              "price_minor": 1, "quantity": 1, "sold_at": "2024-05-04 08:00Z"}' || c.change
        )
    ),
    c.fault,
    c.rule
)
from (
    values
    ('{}'::jsonb, null, 'a whole line has no fault'),
    ('{"basket_key": null}', 'basket is missing', 'a basket is needed'),
    ('{"store_key": null}', 'store is missing', 'a store is needed'),
    ('{"product_key": null}', 'product is missing', 'a product is needed'),
    ('{"price_minor": null}', 'price is missing', 'a price is needed'),
    ('{"quantity": null}', 'quantity is missing', 'a quantity is needed'),
    ('{"quantity": "NaN"}', 'quantity is not a number', 'a quantity is a number'),
    (
        jsonb_build_object('line_key', repeat('x', 201)),
        'a key or a name has more than 200 characters', 'a key fits an index'
    ),
    (
        jsonb_build_object('brand', repeat('ö', 200)), null,
        'characters are counted, not bytes'
    ),
    ('{"sold_at": "infinity"}', 'sold_at is not a time', 'a time ends'),
    (
        '{"store_class": "big"}', 'store_class is not one letter, A to Z',
        'a class is a letter'
    )
) as c (change, fault, rule);

select * from finish();
rollback;
