-- filters.span: the ends of a range.

create type filters.span as (
    low bigint,
    high bigint
);

comment on type filters.span is
    'Smallest and largest value of a measure; null if nothing matches.';
