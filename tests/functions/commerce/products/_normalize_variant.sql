-- Proves functions/commerce/products/_normalize_variant.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();
select is(commerce._normalize_variant(c.sent::jsonb), c.kept::jsonb, c.rule)
from (
    values
    (
        '{"sku": " a-1 ", "components": [{"sku": "b", "quantity": 1}, 7]}',
        '{"sku": "A-1", "components": [{"sku": "B", "quantity": 1}, 7]}',
        'SKUs are trimmed and in upper case'
    ),
    (
        '{"sku": 7, "components": "x"}', '{"sku": 7, "components": "x"}',
        'other types stay'
    ),
    ('[]', '[]', 'and so does what is not an object')
) as c (sent, kept, rule);

select * from finish();
rollback;
