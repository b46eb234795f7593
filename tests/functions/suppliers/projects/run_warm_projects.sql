-- Proves functions/suppliers/projects/run_warm_projects.sql.
begin;
select plan(3);

-- Given: the small project.
select tests.small_project();
update suppliers.projects set status = 'closed'
where code = 'CUP';
delete from core.jobs
where true;
delete from core.cache_changes
where true;

do $$ begin perform suppliers.run_warm_projects(null); end; $$;
select set_eq(
    'select j.payload from core.jobs as j',
    $$ values
       ('{"cache": "suppliers.project", "arguments": {"project_id": 2001}}'::jsonb),
       ('{"cache": "suppliers.task_templates", "arguments": {"project_id": 2001}}') $$,
    'active projects and their templates are computed'
);
do $$
begin
    perform core.run_refresh_cache(j) from core.jobs as j;
    delete from core.jobs where true;
    perform suppliers.run_warm_projects(null);
end;
$$;
select is_empty('select from core.jobs', 'what is warm is left alone');
select set_eq(
    $$ select e.cache from core.cache_entries as e
       where e.arguments = '{"project_id": 2001}' $$,
    $$ values ('suppliers.project'), ('suppliers.task_templates') $$,
    'the next caller finds both'
);

select * from finish();
rollback;
