-- filters.attribute_counts: counts of the four dimensions of a store.
--
-- depends: types/filters/counts

create type filters.attribute_counts as (
    region filters.counts,
    province filters.counts,
    city filters.counts,
    store_class filters.counts
);

comment on type filters.attribute_counts is
    'Counts of region, province, city and store class.';
