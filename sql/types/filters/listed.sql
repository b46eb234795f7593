-- filters.listed: one page of the values of a dimension, nothing else selected.

create type filters.listed as (
    page filters.counts,
    total bigint
);

comment on type filters.listed is
    'Counts of a page, in order, and how many values there are in all.';
