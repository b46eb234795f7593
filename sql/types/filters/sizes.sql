-- filters.sizes: the sizes of the baskets of a selection.

create type filters.sizes as (
    low bigint,
    high bigint,
    baskets bigint []
);

comment on type filters.sizes is
    'Smallest, largest (lines); baskets per bucket of filters._basket_size_bounds.';
