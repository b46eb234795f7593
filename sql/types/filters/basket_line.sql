-- filters.basket_line: one line of a basket that changed, as a fold looks at it.

create type filters.basket_line as (
    store_id bigint,
    basket_id bigint,
    category_id bigint,
    brand_id bigint
);

comment on type filters.basket_line is
    'A line of a basket: where it was sold and what it counts as.';
