-- filters.dimension_values: every value that has a line, per dimension, with its count.
--
-- Derived: filters._list_values writes it from filters.cells and the master tables.
-- `value_id` is the id of the master row; `rank` is the position in the order by label
-- and value, so sorting and paging compare one bigint. Ranks have gaps, so a new value
-- fits between two others.

create table filters.dimension_values (
    dimension text not null references filters.dimensions (name) on delete cascade,
    value_id bigint not null,
    value text not null collate "C",
    label text not null collate "C",
    search text not null,
    parent text,
    rank bigint not null,
    lines bigint not null,

    -- From a counted id to its rank, without reading the row.
    primary key (dimension, value_id) include (rank),
    -- The ids of the values that a caller names.
    unique (dimension, value),

    constraint dimension_values_lines_check
        check (lines > 0)
);

-- A page of values in order, without a selection.
create index dimension_values_dimension_rank_idx
    on filters.dimension_values (dimension, rank);

alter table filters.dimension_values enable row level security;

comment on table filters.dimension_values is
    'Values of each dimension. Derived; repair: select filters.rebuild_values().';
comment on column filters.dimension_values.value is
    'What a caller sends: short name of a region, PSGC code, key of a category.';
comment on column filters.dimension_values.search is
    'Label and value in lower case, for searches.';
comment on column filters.dimension_values.lines is
    'Units: transaction lines with this value.';
