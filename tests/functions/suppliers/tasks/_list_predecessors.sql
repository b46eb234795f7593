-- Proves functions/suppliers/tasks/_list_predecessors.sql.
begin;
select plan(3);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();

create function pg_temp.before(p_template text) returns table (
    code text, status text, lag_days integer, free_on date
) language sql as $$
    select p.code, p.status, p.lag_days, p.free_on
    from suppliers.task_instances as i
    cross join lateral suppliers._list_predecessors(
        i.supplier_project_id, i.task_template_id
    ) as p
    where i.id = tests.task_of('ACME', p_template)
$$;

select is_empty(
    $$ select * from pg_temp.before('mould') $$, 'the first task has no predecessor'
);
select results_eq(
    $$ select * from pg_temp.before('run') $$,
    $$ values ('sample', 'planned', 2, null::date) $$,
    'an open predecessor has no day'
);
do $do$ begin
    perform suppliers._set_statuses(
        array[tests.task_of('ACME', 'sample')], n.status, null
    )
    from unnest(array['in_progress', 'done']) as n (status);
end $do$;
select results_eq(
    $$ select * from pg_temp.before('run') $$,
    $$ values ('sample', 'done', 2, '2026-06-04'::date) $$,
    'one that is done frees the task after the lag'
);

select * from finish();
rollback;
