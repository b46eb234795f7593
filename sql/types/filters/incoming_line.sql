-- filters.incoming_line: one row of a client's call, read and trimmed.
--
-- `position` is its place in the call, from 1.

create type filters.incoming_line as (
    position bigint,
    line_key text,
    basket_key text,
    store_key text,
    product_key text,
    brand text,
    brand_mark text,
    department text,
    category text,
    city_code text,
    store_class text,
    price_minor bigint,
    quantity numeric,
    sold_at timestamptz
);

comment on type filters.incoming_line is
    'A line of a call: trimmed, empty is null, money in minor units.';
