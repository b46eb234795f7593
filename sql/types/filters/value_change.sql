-- filters.value_change: how many lines of a value came or went.

create type filters.value_change as (
    dimension text,
    value_id bigint,
    lines bigint
);

comment on type filters.value_change is
    'A value of a dimension, by the id of its master row, and a change of its count.';
