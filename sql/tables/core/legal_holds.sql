-- core.legal_holds: tables of which no row may be deleted for now.
--
-- Several holds of one table may overlap; retention continues when the last is
-- released. The table is a regclass, so a hold follows a rename and survives a restore.

create table core.legal_holds (
    id bigint generated always as identity primary key,
    held_table regclass not null,
    reason text not null,
    placed_at timestamptz not null,
    placed_by uuid,
    released_at timestamptz,

    constraint legal_holds_reason_check
        check (length(reason) between 1 and 500),
    constraint legal_holds_released_at_check
        check (released_at >= placed_at)
);

-- Serves: whether a table is on hold.
create index legal_holds_held_table_idx
    on core.legal_holds (held_table)
    where released_at is null;

alter table core.legal_holds enable row level security;

comment on table core.legal_holds is
    'Holds against retention; a released hold is kept as a record.';
