-- filters.value_counts: folded lines per value and value of the parent.
--
-- Together with the deltas of filters.value_deltas it is exact at any time, if both are
-- read in one snapshot, as filters.current_counts does.

create table filters.value_counts (
    dimension text not null references filters.dimensions (name) on delete cascade,
    parent_value text collate "C",
    value text not null collate "C",
    lines bigint not null,
    rank numeric not null generated always as (
        case
            when value ~ '^-?[0-9]+[.]?[0-9]*$' then value::numeric
            when value ~ '^[0-9]{4,7}-[0-9]{2}-[0-9]{2}$'
                then replace(value, '-', '')::numeric
            when value ~ '^[0-9]{4,7}-[0-9]{2}-[0-9]{2} BC$'
                then
                    replace(left(value, -3), '-', '')::numeric
                    - 20000 * split_part(value, '-', 1)::numeric
            when lower(value) in ('infinity', '-infinity') then value::numeric
            else 'NaN'
        end
    ) stored,

    -- The values of a dimension, under one parent or under all.
    unique nulls not distinct (dimension, parent_value, value)
);

-- The count of one value before a fold.
create index value_counts_dimension_value_idx
    on filters.value_counts (dimension, value);

-- A page of numbers or dates, in order.
create index value_counts_dimension_rank_value_idx
    on filters.value_counts (dimension, rank, value);

-- The most frequent values of a dimension.
create index value_counts_dimension_lines_idx
    on filters.value_counts (dimension, lines desc);

alter table filters.value_counts enable row level security;

comment on table filters.value_counts is
    'Folded counts of registered dimensions. Derived; repair: toggle off and on.';
comment on column filters.value_counts.parent_value is
    'The value of the parent dimension in the same rows; null without one.';
comment on column filters.value_counts.lines is 'Units: rows of the source.';
comment on column filters.value_counts.rank is
    'Sort key of a number or date, as filters._rank_of; NaN for other values.';
