-- filters.delta: the change of one value's lines, summed over some statements.

create type filters.delta as (
    dimension text,
    parent_value text,
    value text,
    lines bigint,
    deltas bigint
);

comment on type filters.delta is
    'Added or removed lines, and the number of rows of filters.value_deltas.';
