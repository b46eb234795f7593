-- Proves functions/commerce/products/_check_part.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();
select is(
    commerce._check_part(
        'commerce.price', '{"price_list": "x", "odd": 1}', '{"odd": 1}', '{price_list}',
        'prices.0'
    ) -> 'errors',
    '[
        {"field": "prices.0.odd", "code": "unknown_field", "severity": "error",
         "message": "This field is not one that can be written."},
        {"field": "prices.0.price_list", "code": "price_list_known",
         "message": "There is no price list x.", "severity": "error"},
        {"field": "prices.0.amount_minor", "code": "amount_required",
         "message": "Give the amount.", "severity": "error"}
    ]'::jsonb,
    'faults say where they are'
);
select is(
    commerce._check_part('commerce.price', '{}', '[]', '{}', 'prices.0'),
    '{"record": {}, "errors": [{"field": "prices.0", "code": "object",
      "message": "Send an object.", "severity": "error"}]}'::jsonb,
    'what is not an object is one fault'
);
select is(
    commerce._check_part('commerce.product', '{"title": " T "}', '{}', '{}', null)
    -> 'record',
    '{"title": "T"}'::jsonb, 'the record is sanitized'
);

select * from finish();
rollback;
