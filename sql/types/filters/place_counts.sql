-- filters.place_counts: counts of the dimensions that a store decides.

create type filters.place_counts as (
    region filters.counts,
    province filters.counts,
    city filters.counts,
    store_class filters.counts
);

comment on type filters.place_counts is
    'Counts of region, province, city and store class.';
