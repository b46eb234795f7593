-- filters.counts: the values of one dimension and their numbers of lines.
--
-- Two arrays of equal length, so that thousands of pairs pass between functions as one
-- value.

create type filters.counts as (
    value_ids bigint [],
    lines bigint []
);

comment on type filters.counts is
    'Ids of values and their numbers of lines, in the same order; never null.';
