-- Proves functions/commerce/products/_normalize_product.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();
select is(
    commerce._normalize_product(c.sent::jsonb, c.stored::jsonb), c.kept::jsonb, c.rule
)
from (
    values
    (
        '{"title": "T", "sku": "a", "price_minor": 1}', '{}',
        '{"title": "T", "variants": [{"sku": "A", "price_minor": 1}]}',
        'the fields of a single variant are a variant'
    ),
    (
        '{"price_minor": 1}', '{"variants": [{"sku": "A"}]}',
        '{"variants": [{"sku": "A", "price_minor": 1}]}',
        'that of the stored product, if it has one'
    ),
    (
        '{"sku": "a", "variants": [{"sku": "b"}]}', '{}',
        '{"sku": "a", "variants": [{"sku": "B"}]}',
        'beside variants they stay, and are refused'
    ),
    (
        '{"title": "T", "variants": 7}', '{}', '{"title": "T", "variants": 7}',
        'another type stays'
    )
) as c (sent, stored, kept, rule);

select * from finish();
rollback;
