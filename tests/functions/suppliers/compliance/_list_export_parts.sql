-- Proves functions/suppliers/compliance/_list_export_parts.sql.
begin;
select plan(3);

-- Given: two projects and their suppliers.
select tests.small_project();

select is(
    (
        select array_agg(p.name order by p.place)
        from suppliers._list_export_parts() as p
    ),
    '{projects, project_managers, calendars, holidays, task_templates,
      task_dependencies, suppliers, supplier_projects, supplier_users, contacts,
      supplier_capabilities, certificates, tasks, task_history, access_log}',
    'all records of a project are parts'
);
select is_empty(
    $$ select p.name from suppliers._list_export_parts() as p
       where p.condition !~ '[$]1' $$,
    'each part is cut to the project'
);
create temporary table t_counts (name text, rows bigint);
do $$
declare
    v_part record;
begin
    for v_part in select p.* from suppliers._list_export_parts() as p loop
        execute format(
            'insert into t_counts select %L, count(*) from %s as t where %s '
            'and ($2::timestamptz, $3::timestamptz) is not null',
            v_part.name, v_part.relation, v_part.condition
        )
        using 2001::bigint, '2020-01-01'::timestamptz, 'infinity'::timestamptz;
    end loop;
end;
$$;
select results_eq(
    $$ select name, rows from t_counts where name in
       ('projects', 'suppliers', 'supplier_users', 'tasks', 'task_history', 'contacts',
        'calendars', 'project_managers')
       order by name $$,
    $$ values
        ('calendars', 1::bigint), ('contacts', 2), ('project_managers', 1),
        ('projects', 1), ('supplier_users', 2), ('suppliers', 2), ('task_history', 8),
        ('tasks', 8) $$,
    'and has the rows of that project'
);

select * from finish();
rollback;
