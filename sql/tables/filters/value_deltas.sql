-- filters.value_deltas: changes of counts that are not folded yet.
--
-- Append-only and without an index, since the trigger of every writer would pay for
-- one. It holds about one second of changes, so reading it whole is fast while it is
-- vacuumed often.

create table filters.value_deltas (
    id bigint generated always as identity,
    dimension text not null,
    parent_value text collate "C",
    value text not null collate "C",
    lines bigint not null
)
with (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 500,
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 5000,
    autovacuum_vacuum_cost_delay = 0
);

alter table filters.value_deltas enable row level security;

comment on table filters.value_deltas is
    'Changes of counts, grouped by statement. filters._fold_counters empties it.';
comment on column filters.value_deltas.lines is
    'Rows that were added, or removed if negative. Units: rows of the source.';
