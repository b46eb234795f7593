-- suppliers.daily_slips: by how much due dates moved to later days, by cause.
--
-- Triggers of suppliers.task_instances keep it; see suppliers.daily_progress.

create table suppliers.daily_slips (
    project_id bigint not null,
    supplier_id bigint not null,
    slipped_on date not null,
    cause text not null,
    slips integer not null,
    slip_days integer not null,

    primary key (project_id, supplier_id, slipped_on, cause)
);

-- Serves: the slips of all suppliers in days that are not in monthly sums.
create index daily_slips_slipped_on_idx on suppliers.daily_slips (slipped_on);
-- Serves: the slips of a supplier.
create index daily_slips_supplier_id_slipped_on_idx
    on suppliers.daily_slips (supplier_id, slipped_on);

alter table suppliers.daily_slips enable row level security;

comment on table suppliers.daily_slips is
    'Due dates that moved to a later day, by the day on which that was said.';
comment on column suppliers.daily_slips.cause is
    'As in suppliers.task_instances; unstated: without one.';
comment on column suppliers.daily_slips.slips is 'How often. Units: moves.';
comment on column suppliers.daily_slips.slip_days is
    'By how much together. Units: working days.';
