-- Proves functions/suppliers/templates/tg_task_dependencies__refuse_cycle.sql.
begin;
select plan(7);

-- Given: the small project.
select tests.small_project();

create function pg_temp.add(p_template text, p_after text) returns text
language sql as $$
    select tests.why(format(
        'insert into suppliers.task_dependencies (project_id, template_id, predecessor_id)
         select t.project_id, t.id, p.id
         from suppliers.task_templates as t
         inner join suppliers.task_templates as p on t.project_id = p.project_id
         where t.code = %L and p.code = %L', p_template, p_after
    ))
$$;

select is(pg_temp.add('paint', 'mould'), null, 'an edge that leads forward is stored');
select is(
    pg_temp.add('mould', 'paint'), 'PT422 suppliers.dependency_cycle',
    'one that closes a cycle is not'
);
select is(
    pg_temp.add('mould', 'run'), 'PT422 suppliers.dependency_cycle',
    'however long it is'
);
select is(
    pg_temp.add('paint', 'paint'), '23514 new row for relation "task_dependencies" '
    'violates check constraint "task_dependencies_predecessor_id_check"', 'nor a loop'
);
delete from suppliers.task_dependencies
where project_id = 2001;
select is(
    pg_temp.add('mould', 'sample'), 'PT422 suppliers.phase_order',
    'samples do not come before tooling'
);
select is(pg_temp.add('sample', 'mould'), null, 'but after it');
select is(
    tests.why($$
        update suppliers.task_dependencies set template_id = predecessor_id,
            predecessor_id = template_id
        where project_id = 2001
    $$),
    'PT422 suppliers.phase_order', 'a change is checked too'
);

select * from finish();
rollback;
