-- filters.value_changes: values whose count changed since the last event.
--
-- Folds write it, one at a time; filters.emit_changes empties it. A value that appears
-- and disappears between two events is reported with its final state.

create table filters.value_changes (
    dimension text not null references filters.dimensions (name) on delete cascade,
    value text not null,
    was bigint,

    primary key (dimension, value),

    constraint value_changes_was_check
        check (was >= 0)
)
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

alter table filters.value_changes enable row level security;

comment on table filters.value_changes is
    'Changed values that no event has reported yet.';
comment on column filters.value_changes.was is
    'Count at the last event; null: only the name changed. Units: lines.';
