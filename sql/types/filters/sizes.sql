-- filters.sizes: how big the baskets of a selection are.

create type filters.sizes as (
    low bigint,
    high bigint,
    baskets bigint []
);

comment on type filters.sizes is
    'Smallest, biggest (lines); baskets per bucket of filters._basket_size_bounds.';
