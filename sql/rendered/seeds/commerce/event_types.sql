-- Rendered from sql/seeds/commerce/event_types.sql.j2; edit that file, not this one.
-- Seeds of core.event_types: the events of commerce.

insert into core.event_types (type, topic, payload, description)
values
(
    'commerce.low_stock.changed',
    'commerce:low_stock:<location>',
    '{v: integer, version: bigint, verb: text, count: bigint}',
    'SKUs of a location fell to their reorder point, or rose above it.'
),
(
    'commerce.media.activated',
    'commerce:media:<product id>',
    '{v: integer, product_id: bigint, media_id: bigint, version: integer}',
    'The first version of an image is shown.'
),
(
    'commerce.media.deleted',
    'commerce:media:<product id>',
    '{v: integer, product_id: bigint, media_id: bigint, urls: [text]}',
    'An image is gone; caches should drop urls.'
),
(
    'commerce.media.refused',
    'commerce:media:<product id>',
    $${v: integer, product_id: bigint, media_id: bigint, version: integer, fault: text,
    detail: text | null}$$,
    'An uploaded file is not an image that is taken.'
),
(
    'commerce.media.registered',
    'commerce:media:<product id>',
    '{v: integer, product_id: bigint, media_id: bigint, version: integer}',
    'An upload was announced.'
),
(
    'commerce.media.replaced',
    'commerce:media:<product id>',
    $${v: integer, product_id: bigint, media_id: bigint, version: integer,
    replaced_version: integer, urls: [text]}$$,
    'Another version is shown; caches should drop urls.'
),
(
    'commerce.media.signed',
    'commerce:media:<product id>',
    '{v: integer, product_id: bigint, media_id: bigint, version: integer}',
    'An upload may begin: its URL is signed.'
),
(
    'commerce.order.cancelled',
    'commerce:order:<order id>',
    '{v: integer, version: bigint, status: text, reason: text | null}',
    'An order was cancelled, or its payment is overdue.'
),
(
    'commerce.order.delivered',
    'commerce:order:<order id>',
    '{v: integer, version: bigint, status: text, parcels: [integer]}',
    'Parcels arrived.'
),
(
    'commerce.order.packed',
    'commerce:order:<order id>',
    '{v: integer, version: bigint, status: text, parcels: jsonb}',
    'Parcels were packed.'
),
(
    'commerce.order.paid',
    'commerce:order:<order id>',
    $${v: integer, version: bigint, status: text, amount_minor: bigint, currency?: text,
    method?: text, reference?: text}$$,
    'An order was paid.'
),
(
    'commerce.order.placed',
    'commerce:order:<order id>',
    $${v: integer, version: bigint, status: text, user_id: uuid, reservation_id: bigint,
    currency: text, lines: [jsonb], parcels: jsonb, subtotal_minor: bigint,
    discount_minor: bigint, tax_minor: bigint, total_minor: bigint, payment_due_at:
    timestamptz}$$,
    'A customer placed an order.'
),
(
    'commerce.order.refunded',
    'commerce:order:<order id>',
    $${v: integer, version: bigint, status: text, amount_minor: bigint, reason: text |
    null}$$,
    'Money was paid back.'
),
(
    'commerce.order.returned',
    'commerce:order:<order id>',
    '{v: integer, version: bigint, status: text, pieces: jsonb, reason: text | null}',
    'Pieces came back.'
),
(
    'commerce.order.shipped',
    'commerce:order:<order id>',
    $${v: integer, version: bigint, status: text, parcels: [integer], tracking: text |
    null}$$,
    'Parcels left.'
),
(
    'commerce.product.created',
    'commerce:product:<product id>',
    $${v: integer, product_id: bigint, version: bigint, status: text, skus: [text] |
    null}$$,
    'A draft was made.'
),
(
    'commerce.product.deleted',
    'commerce:product:<product id>',
    $${v: integer, product_id: bigint, version: bigint, status: text, skus: [text] |
    null}$$,
    'A product was deleted.'
),
(
    'commerce.product.published',
    'commerce:product:<product id>',
    $${v: integer, product_id: bigint, version: bigint, status: text, skus: [text] |
    null}$$,
    'Customers see a product.'
),
(
    'commerce.product.restored',
    'commerce:product:<product id>',
    $${v: integer, product_id: bigint, version: bigint, status: text, skus: [text] |
    null}$$,
    'A deleted product is back.'
),
(
    'commerce.product.unpublished',
    'commerce:product:<product id>',
    $${v: integer, product_id: bigint, version: bigint, status: text, skus: [text] |
    null}$$,
    'A product was archived.'
),
(
    'commerce.product.updated',
    'commerce:product:<product id>',
    $${v: integer, product_id: bigint, version: bigint, status: text, skus: [text] |
    null}$$,
    'A product or its prices changed.'
),
(
    'commerce.purchase.acknowledged',
    'commerce:purchase:<purchase order id>',
    $${v: integer, id: bigint, status: text, vendor: text, vendor_reference: text |
    null, fault: text | null}$$,
    'The vendor has the order.'
),
(
    'commerce.purchase.arrived',
    'commerce:purchase:<purchase order id>',
    $${v: integer, id: bigint, status: text, vendor: text, vendor_reference: text |
    null, fault: text | null}$$,
    'A part of what was ordered has come.'
),
(
    'commerce.purchase.cancelled',
    'commerce:purchase:<purchase order id>',
    $${v: integer, id: bigint, status: text, vendor: text, vendor_reference: text |
    null, fault: text | null}$$,
    'A purchase order was cancelled.'
),
(
    'commerce.purchase.failed',
    'commerce:purchase:<purchase order id>',
    $${v: integer, id: bigint, status: text, vendor: text, vendor_reference: text |
    null, fault: text | null}$$,
    'A purchase order could not be sent.'
),
(
    'commerce.purchase.received',
    'commerce:purchase:<purchase order id>',
    $${v: integer, id: bigint, status: text, vendor: text, vendor_reference: text |
    null, fault: text | null}$$,
    'Everything that was ordered has come.'
),
(
    'commerce.purchase.sent',
    'commerce:purchase:<purchase order id>',
    $${v: integer, id: bigint, status: text, vendor: text, vendor_reference: text |
    null, fault: text | null}$$,
    'A purchase order is on its way to the vendor.'
),
(
    'commerce.stock.changed',
    'commerce:stock:<sku>',
    $${v: integer, version: bigint, sku: text, available: bigint, locations: [{location:
    text, available: bigint}]}$$,
    'Another number of pieces can be ordered.'
),
(
    'commerce.stock.ran_low',
    'commerce:low_stock:<location>',
    '{v: integer, sku: text, location: text, stock: numeric, reorder_point: numeric}',
    'A SKU fell to its reorder point.'
),
(
    'commerce.sync.changed',
    'commerce:sync:<source>',
    $${v: integer, source: text, entity: text, external_id: text, version: bigint,
    fields: {[text]: {value: jsonb, version: bigint | null, at: timestamptz | null,
    seen: bigint}}}$$,
    'Values of this side that the PMS should take.'
)
on conflict (type) do update
set
    topic = excluded.topic,
    payload = excluded.payload,
    description = excluded.description
where
    (
        event_types.topic,
        event_types.payload,
        event_types.description
    )
    is distinct from (
        excluded.topic,
        excluded.payload,
        excluded.description
    );
