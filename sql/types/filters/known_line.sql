-- filters.known_line: a line that a source sends again, with the line that it replaces.

create type filters.known_line as (
    line_id bigint,
    was_sold_at timestamptz,
    basket_id bigint,
    store_id bigint,
    product_key text,
    brand_id bigint,
    category_id bigint,
    price_minor bigint,
    quantity numeric,
    sold_at timestamptz
);

comment on type filters.known_line is
    'A known line: its id and time, and what it shall be.';
