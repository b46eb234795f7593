-- filters.value_changes: values whose count changed since subscribers were last told.
--
-- Written by folds, one at a time; filters.emit_changes empties it. A value that comes
-- and goes between two messages is told as what it is in the end.

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
grant select on filters.value_changes to service_role, app_reader;

comment on table filters.value_changes is
    'Changed values that no event has named yet.';
comment on column filters.value_changes.was is
    'Units: lines, when subscribers were last told; null: only its name changed.';
