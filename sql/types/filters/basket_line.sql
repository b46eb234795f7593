-- filters.basket_line: a line of a changed basket, as read by a fold.

create type filters.basket_line as (
    store_id bigint,
    basket_id bigint,
    category_id bigint,
    brand_id bigint
);

comment on type filters.basket_line is
    'A line of a basket: its store, basket, category and brand.';
