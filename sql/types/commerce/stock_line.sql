-- commerce.stock_line: a quantity of a variant that a caller asks for, maybe at a
-- location.

create type commerce.stock_line as (
    variant_id bigint,
    location_id bigint,
    quantity integer
);

comment on type commerce.stock_line is
    'A quantity of a variant; without a location, any location may give it.';
