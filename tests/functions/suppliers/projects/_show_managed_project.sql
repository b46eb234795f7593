-- Proves functions/suppliers/projects/_show_managed_project.sql.
begin;
select plan(1);

-- Given: the small project.
select tests.small_project();

select is(
    suppliers._show_managed_project(2001),
    suppliers._show_project('{"project_id": 2001}') || suppliers._show_managers(2001),
    'those who steer a project see its managers'
);

select * from finish();
rollback;
