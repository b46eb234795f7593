-- filters.listed: one page of the values of a dimension, without a selection.

create type filters.listed as (
    page filters.counts,
    total bigint
);

comment on type filters.listed is
    'Counts of a page, in order, and the number of all values.';
