-- suppliers.project_managers: which users manage which projects.

create table suppliers.project_managers (
    project_id bigint not null references suppliers.projects (id) on delete cascade,
    user_id uuid not null,

    primary key (project_id, user_id)
);

-- Serves: the projects of a user.
create index project_managers_user_id_idx on suppliers.project_managers (user_id);

alter table suppliers.project_managers enable row level security;

comment on table suppliers.project_managers is
    'Users with app role project_manager see and steer these projects.';
