-- filters.counts: values of one dimension, and how many lines each has.
--
-- Two arrays of equal length: thousands of pairs pass between functions as one value.

create type filters.counts as (
    value_ids bigint [],
    lines bigint []
);

comment on type filters.counts is
    'Ids of values and their numbers of lines, position by position; never null.';
