-- Rendered from sql/seeds/commerce/validation_rules.sql.j2; edit that file, not this one.
-- Seeds of core.validation_rules: the rules of commerce, in the order of their faults.
--
-- A release owns all but is_enabled and severity, which an admin may change
-- (set_validation_rule).

insert into core.validation_rules (
    entity, name, field, kind, argument, message, position
)
values
-- commerce.product.
(
    'commerce.product', 'title_clean', 'title', 'sanitize',
    '{"steps": ["control", "markup", "collapse", "trim"]}',
    'Control characters and markup are removed.', 10
),
(
    'commerce.product', 'description_clean', 'description', 'sanitize',
    '{"steps": ["control", "markup", "trim"]}',
    'Control characters and markup are removed.', 20
),
(
    'commerce.product', 'title_required', 'title', 'required',
    '{}',
    'Give the product a title.', 30
),
(
    'commerce.product', 'title_type', 'title', 'type',
    '{"type": "text"}',
    'The title is a text.', 40
),
(
    'commerce.product', 'title_length', 'title', 'length',
    '{"max": 200}',
    'The title has at most 200 characters.', 50
),
(
    'commerce.product', 'description_type', 'description', 'type',
    '{"type": "text"}',
    'The description is a text.', 60
),
(
    'commerce.product', 'description_length', 'description', 'length',
    '{"max": 10000}',
    'The description has at most 10,000 characters.', 70
),
(
    'commerce.product', 'category_type', 'category', 'type',
    '{"type": "text"}',
    'The category is a category_key.', 80
),
(
    'commerce.product', 'category_known', 'category', 'custom',
    '{"function": "commerce._category_fault"}',
    'There is no such category.', 90
),
(
    'commerce.product', 'category_kept', 'category', 'custom',
    '{"function": "commerce._kept_category_fault"}',
    'A published product keeps its category.', 100
),
(
    'commerce.product', 'brand_type', 'brand', 'type',
    '{"type": "text"}',
    'The brand is a brand_key.', 110
),
(
    'commerce.product', 'brand_known', 'brand', 'custom',
    '{"function": "commerce._brand_fault"}',
    'There is no such brand.', 120
),
(
    'commerce.product', 'tax_class_type', 'tax_class', 'type',
    '{"type": "text"}',
    'The tax class is a text.', 122
),
(
    'commerce.product', 'tax_class_known', 'tax_class', 'custom',
    '{"function": "commerce._tax_class_fault"}',
    'There is no such tax class.', 124
),
(
    'commerce.product', 'attributes_type', 'attributes', 'type',
    '{"type": "object"}',
    'The attributes are an object.', 130
),
(
    'commerce.product', 'starts_at_type', 'starts_at', 'type',
    '{"type": "timestamp"}',
    'It is a time with a zone, in ISO 8601.', 140
),
(
    'commerce.product', 'starts_at_range', 'starts_at', 'range',
    '{"min": "1900-01-01T00:00:00Z", "max": "2999-12-31T00:00:00Z"}',
    'The time is from 1900 to 2999.', 150
),
(
    'commerce.product', 'ends_at_type', 'ends_at', 'type',
    '{"type": "timestamp"}',
    'It is a time with a zone, in ISO 8601.', 160
),
(
    'commerce.product', 'ends_at_range', 'ends_at', 'range',
    '{"min": "1900-01-01T00:00:00Z", "max": "2999-12-31T00:00:00Z"}',
    'The time is from 1900 to 2999.', 170
),
(
    'commerce.product', 'available_order', null, 'compare',
    '{"left": "starts_at", "op": "<", "right": "ends_at"}',
    'starts_at comes before ends_at.', 180
),
(
    'commerce.product', 'status_known', 'status', 'one_of',
    '{"values": ["draft", "published", "archived"]}',
    'The status is draft, published or archived.', 190
),
(
    'commerce.product', 'variants_required', 'variants', 'required',
    '{}',
    'Give the product a variant with a SKU.', 200
),
(
    'commerce.product', 'variants_type', 'variants', 'type',
    '{"type": "array"}',
    'The variants are a list.', 210
),
(
    'commerce.product', 'variants_length', 'variants', 'length',
    '{"min": 1, "max": 100}',
    'A product has 1 to 100 variants.', 220
),
(
    'commerce.product', 'variants_differ', 'variants', 'custom',
    '{"function": "commerce._variants_fault"}',
    'Each variant has its own SKU and options.', 230
),
-- commerce.variant.
(
    'commerce.variant', 'sku_required', 'sku', 'required',
    '{}',
    'Give the variant a SKU.', 10
),
(
    'commerce.variant', 'sku_type', 'sku', 'type',
    '{"type": "text"}',
    'The SKU is a text.', 20
),
(
    'commerce.variant', 'sku_pattern', 'sku', 'pattern',
    '{"pattern": "^[A-Z0-9][A-Z0-9._/-]{0,63}$"}',
    'A SKU has up to 64 letters, digits and . _ / -', 30
),
(
    'commerce.variant', 'sku_unused', 'sku', 'custom',
    '{"function": "commerce._sku_fault"}',
    'The SKU belongs to another product.', 40
),
(
    'commerce.variant', 'options_type', 'options', 'type',
    '{"type": "object"}',
    'The options are an object.', 50
),
(
    'commerce.variant', 'barcode_type', 'barcode', 'type',
    '{"type": "text"}',
    'The barcode is a text of digits.', 60
),
(
    'commerce.variant', 'barcode_valid', 'barcode', 'custom',
    '{"function": "commerce._barcode_fault"}',
    'The barcode is a GTIN of this variant.', 70
),
(
    'commerce.variant', 'unit_known', 'unit', 'one_of',
    '{"values": ["piece", "gram", "millilitre", "millimetre"]}',
    'The unit is piece, gram, millilitre or millimetre.', 80
),
(
    'commerce.variant', 'weight_grams_type', 'weight_grams', 'type',
    '{"type": "integer"}',
    'It is a whole number.', 90
),
(
    'commerce.variant', 'weight_grams_range', 'weight_grams', 'range',
    '{"min": 1, "max": 100000000}',
    'It is from 1 to 100,000,000.', 100
),
(
    'commerce.variant', 'length_mm_type', 'length_mm', 'type',
    '{"type": "integer"}',
    'It is a whole number.', 110
),
(
    'commerce.variant', 'length_mm_range', 'length_mm', 'range',
    '{"min": 1, "max": 100000000}',
    'It is from 1 to 100,000,000.', 120
),
(
    'commerce.variant', 'width_mm_type', 'width_mm', 'type',
    '{"type": "integer"}',
    'It is a whole number.', 130
),
(
    'commerce.variant', 'width_mm_range', 'width_mm', 'range',
    '{"min": 1, "max": 100000000}',
    'It is from 1 to 100,000,000.', 140
),
(
    'commerce.variant', 'height_mm_type', 'height_mm', 'type',
    '{"type": "integer"}',
    'It is a whole number.', 150
),
(
    'commerce.variant', 'height_mm_range', 'height_mm', 'range',
    '{"min": 1, "max": 100000000}',
    'It is from 1 to 100,000,000.', 160
),
(
    'commerce.variant', 'size_whole', null, 'custom',
    '{"function": "commerce._size_fault"}',
    'Give all dimensions or none.', 170
),
(
    'commerce.variant', 'price_minor_type', 'price_minor', 'type',
    '{"type": "integer"}',
    'It is a whole number of minor units.', 180
),
(
    'commerce.variant', 'price_minor_range', 'price_minor', 'range',
    '{"min": 0, "max": 1000000000000}',
    'It is from 0 to 1,000,000,000,000.', 190
),
(
    'commerce.variant', 'sale_price_minor_type', 'sale_price_minor', 'type',
    '{"type": "integer"}',
    'It is a whole number of minor units.', 200
),
(
    'commerce.variant', 'sale_price_minor_range', 'sale_price_minor', 'range',
    '{"min": 0, "max": 1000000000000}',
    'It is from 0 to 1,000,000,000,000.', 210
),
(
    'commerce.variant', 'price_kept', 'price_minor', 'required_if',
    '{"field": "status", "equals": "published"}',
    'A variant of a published product has a price.', 220
),
(
    'commerce.variant', 'sale_below_price', null, 'compare',
    '{"left": "sale_price_minor", "op": "<", "right": "price_minor"}',
    'The sale price is below the price.', 230
),
(
    'commerce.variant', 'sale_needs_price', 'sale_price_minor', 'custom',
    '{"function": "commerce._sale_fault"}',
    'A sale price needs a price.', 240
),
(
    'commerce.variant', 'prices_type', 'prices', 'type',
    '{"type": "array"}',
    'The prices are a list.', 250
),
(
    'commerce.variant', 'prices_length', 'prices', 'length',
    '{"max": 50}',
    'A variant takes at most 50 prices at once.', 260
),
(
    'commerce.variant', 'components_type', 'components', 'type',
    '{"type": "array"}',
    'The components are a list.', 270
),
(
    'commerce.variant', 'components_length', 'components', 'length',
    '{"max": 50}',
    'A bundle has at most 50 components.', 280
),
(
    'commerce.variant', 'components_valid', 'components', 'custom',
    '{"function": "commerce._components_fault"}',
    'The components are single variants.', 290
),
-- commerce.price.
(
    'commerce.price', 'price_list_required', 'price_list', 'required',
    '{}',
    'Name the price list.', 10
),
(
    'commerce.price', 'price_list_type', 'price_list', 'type',
    '{"type": "text"}',
    'The price list is its code.', 20
),
(
    'commerce.price', 'price_list_known', 'price_list', 'custom',
    '{"function": "commerce._price_list_fault"}',
    'There is no such price list.', 30
),
(
    'commerce.price', 'amount_required', 'amount_minor', 'required',
    '{}',
    'Give the amount.', 40
),
(
    'commerce.price', 'amount_minor_type', 'amount_minor', 'type',
    '{"type": "integer"}',
    'It is a whole number of minor units.', 50
),
(
    'commerce.price', 'amount_minor_range', 'amount_minor', 'range',
    '{"min": 0, "max": 1000000000000}',
    'It is from 0 to 1,000,000,000,000.', 60
),
(
    'commerce.price', 'sale_amount_minor_type', 'sale_amount_minor', 'type',
    '{"type": "integer"}',
    'It is a whole number of minor units.', 70
),
(
    'commerce.price', 'sale_amount_minor_range', 'sale_amount_minor', 'range',
    '{"min": 0, "max": 1000000000000}',
    'It is from 0 to 1,000,000,000,000.', 80
),
(
    'commerce.price', 'sale_below_amount', null, 'compare',
    '{"left": "sale_amount_minor", "op": "<", "right": "amount_minor"}',
    'The sale price is below the price.', 90
),
(
    'commerce.price', 'valid_from_type', 'valid_from', 'type',
    '{"type": "timestamp"}',
    'It is a time with a zone, in ISO 8601.', 100
),
(
    'commerce.price', 'valid_from_range', 'valid_from', 'range',
    '{"min": "1900-01-01T00:00:00Z", "max": "2999-12-31T00:00:00Z"}',
    'The time is from 1900 to 2999.', 110
),
(
    'commerce.price', 'valid_until_type', 'valid_until', 'type',
    '{"type": "timestamp"}',
    'It is a time with a zone, in ISO 8601.', 120
),
(
    'commerce.price', 'valid_until_range', 'valid_until', 'range',
    '{"min": "1900-01-01T00:00:00Z", "max": "2999-12-31T00:00:00Z"}',
    'The time is from 1900 to 2999.', 130
),
(
    'commerce.price', 'valid_order', null, 'compare',
    '{"left": "valid_from", "op": "<", "right": "valid_until"}',
    'valid_from comes before valid_until.', 140
),
-- commerce.publication.
(
    'commerce.publication', 'category_required', 'category', 'required',
    '{}',
    'A published product has a category.', 10
),
(
    'commerce.publication', 'price_required', 'variants', 'custom',
    '{"function": "commerce._unpriced_fault"}',
    'Each variant has a price on the default list.', 20
),
(
    'commerce.publication', 'sku_required', 'variants', 'length',
    '{"min": 1}',
    'A published product has a variant with a SKU.', 30
),
(
    'commerce.publication', 'image_required', 'image', 'custom',
    '{"function": "commerce._image_fault"}',
    'A published product has an active image.', 40
),
(
    'commerce.publication', 'levels_required', 'stock', 'custom',
    '{"function": "commerce._levels_fault"}',
    'Each variant has a level at each location.', 50
)
on conflict (entity, name) do update
set
    field = excluded.field,
    kind = excluded.kind,
    argument = excluded.argument,
    message = excluded.message,
    position = excluded.position
where
    (
        validation_rules.field,
        validation_rules.kind,
        validation_rules.argument,
        validation_rules.message,
        validation_rules.position
    )
    is distinct from (
        excluded.field,
        excluded.kind,
        excluded.argument,
        excluded.message,
        excluded.position
    );
