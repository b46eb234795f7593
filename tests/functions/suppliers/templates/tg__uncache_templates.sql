-- Proves functions/suppliers/templates/tg__uncache_templates.sql.
begin;
select plan(4);

-- Given: the small project.
select tests.small_project();
delete from core.cache_changes
where true;

update suppliers.task_templates set title = 'Other'
where project_id = 2001;
select set_eq(
    'select c.tag from core.cache_changes as c',
    $$ values ('suppliers.templates:2001') $$,
    'a changed template ends the answers about its project'
);
delete from core.cache_changes
where true;
delete from suppliers.task_dependencies
where true;
select set_eq(
    'select c.tag from core.cache_changes as c',
    $$ values ('suppliers.templates:2001'), ('suppliers.templates:2002') $$,
    'dependencies do so, of every project'
);
delete from core.cache_changes
where true;
insert into suppliers.task_templates (
    project_id, code, title, canonical_due_on, place
)
values (2002, 'new', 'New', '2099-01-01', 9);
select set_eq(
    'select c.tag from core.cache_changes as c',
    $$ values ('suppliers.templates:2002') $$, 'and a new template'
);
delete from core.cache_changes
where true;
delete from suppliers.task_templates
where project_id = 1;
select is_empty(
    'select c.tag from core.cache_changes as c', 'a statement without rows ends none'
);

select * from finish();
rollback;
