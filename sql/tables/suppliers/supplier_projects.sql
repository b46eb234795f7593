-- suppliers.supplier_projects: which supplier works for which project.
--
-- Its row is the lock of the supplier's tasks in the project: every change of them
-- locks it first, so dependencies are checked against tasks that do not move.

create table suppliers.supplier_projects (
    id bigint generated always as identity primary key,
    project_id bigint not null references suppliers.projects (id) on delete restrict,
    supplier_id bigint not null references suppliers.suppliers (id) on delete restrict,
    calendar_id bigint not null references suppliers.calendars (id) on delete restrict,
    added_at timestamptz not null,
    removed_at timestamptz,

    unique (project_id, supplier_id),
    unique (id, project_id, supplier_id),
    constraint supplier_projects_removed_at_check
        check (removed_at >= added_at)
);

-- Serves: the suppliers of a project; covers the foreign key.
create index supplier_projects_project_id_idx
    on suppliers.supplier_projects (project_id);
-- Serves: the projects of a supplier; covers the foreign key.
create index supplier_projects_supplier_id_idx
    on suppliers.supplier_projects (supplier_id);
-- Covers the foreign key of the calendar.
create index supplier_projects_calendar_id_idx
    on suppliers.supplier_projects (calendar_id);

alter table suppliers.supplier_projects enable row level security;

comment on table suppliers.supplier_projects is
    'Suppliers of projects; one that was removed keeps its finished tasks.';
comment on column suppliers.supplier_projects.calendar_id is
    'By which its tasks are planned: that of the supplier, else that of the project.';
