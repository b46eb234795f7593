-- filters.value_counts: lines per value and value of the parent, as far as folded.
--
-- With the deltas of filters.value_deltas it is exact at any moment: read both in one
-- snapshot, as filters.current_counts does.

create table filters.value_counts (
    dimension text not null references filters.dimensions (name) on delete cascade,
    parent_value text collate "C",
    value text not null collate "C",
    lines bigint not null,

    -- The values of a dimension, under one parent or under all.
    unique nulls not distinct (dimension, parent_value, value)
);

-- What one value counted before a fold.
create index value_counts_dimension_value_idx
    on filters.value_counts (dimension, value);

alter table filters.value_counts enable row level security;
grant select on filters.value_counts to authenticated, service_role, app_reader;

comment on table filters.value_counts is
    'Folded counts of registered dimensions. Derived; repair: toggle off and on.';
comment on column filters.value_counts.parent_value is
    'The value of the parent dimension in the same rows; null without one.';
comment on column filters.value_counts.lines is 'Units: rows of the source.';
