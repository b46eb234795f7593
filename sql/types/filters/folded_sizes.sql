-- filters.folded_sizes: sizes of a selection's unchanged baskets, read from masks.

create type filters.folded_sizes as (
    buckets bigint [],
    baskets bigint []
);

comment on type filters.folded_sizes is
    'Buckets of filters._basket_size_bounds that are not empty, with their baskets.';
