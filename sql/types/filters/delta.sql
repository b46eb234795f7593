-- filters.delta: how one value's lines changed, summed over some statements.

create type filters.delta as (
    dimension text,
    parent_value text,
    value text,
    lines bigint,
    deltas bigint
);

comment on type filters.delta is
    'Lines that came or went, and how many rows of filters.value_deltas say so.';
