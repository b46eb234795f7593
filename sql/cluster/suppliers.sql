-- suppliers: projects, suppliers, their tasks and the history of these.
-- depends: cluster/schemas

create schema if not exists suppliers;
grant usage on schema suppliers
to anon, authenticated, service_role, app_worker, app_reader;
comment on schema suppliers is
    'Projects, suppliers, task templates, tasks and their history. Not exposed.';
