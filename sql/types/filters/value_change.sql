-- filters.value_change: a change of the number of lines of a value.

create type filters.value_change as (
    dimension text,
    value_id bigint,
    lines bigint
);

comment on type filters.value_change is
    'A value of a dimension (the id of its master row) and the change of its count.';
