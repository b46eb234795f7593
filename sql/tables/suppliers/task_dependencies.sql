-- suppliers.task_dependencies: which task of a project starts after which has ended.
--
-- Finish to start. The graph is acyclic; it is written under the lock of the project.
-- Phases are part of it: the last tasks of a phase come before the first ones of the
-- next, by dependencies that are marked as implied.

create table suppliers.task_dependencies (
    project_id bigint not null,
    template_id bigint not null,
    predecessor_id bigint not null,
    lag_days integer not null default 0,
    is_implied boolean not null default false,

    primary key (template_id, predecessor_id),
    foreign key (project_id, template_id)
    references suppliers.task_templates (project_id, id) on delete cascade,
    foreign key (project_id, predecessor_id)
    references suppliers.task_templates (project_id, id) on delete cascade,
    constraint task_dependencies_predecessor_id_check
        check (predecessor_id <> template_id),
    constraint task_dependencies_lag_days_check
        check (lag_days between 0 and 1000)
);

-- Covers the foreign key; serves: all dependencies of a project.
create index task_dependencies_project_id_template_id_idx
    on suppliers.task_dependencies (project_id, template_id);
-- Covers the foreign key; serves: the successors of a template.
create index task_dependencies_project_id_predecessor_id_idx
    on suppliers.task_dependencies (project_id, predecessor_id);

alter table suppliers.task_dependencies enable row level security;

comment on table suppliers.task_dependencies is
    'Dependencies between the tasks of a supplier in a project, finish to start.';
comment on column suppliers.task_dependencies.lag_days is
    'Whole working days between the end and the start. Units: working days.';
comment on column suppliers.task_dependencies.is_implied is
    'It follows from the phases of the two templates.';
