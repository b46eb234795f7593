-- Proves functions/suppliers/tasks/_new_statuses.sql.
begin;
select plan(10);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();

create function pg_temp.become(p_status text) returns suppliers.task_instances
language plpgsql as $$
declare
    v_task suppliers.task_instances;
    v_new record;
begin
    select n.* into v_new
    from suppliers._new_statuses(array[tests.task_of('ACME', 'mould')], p_status) as n;
    perform suppliers._set_statuses(
        array[tests.task_of('ACME', 'mould')], p_status, 'Why.'
    );
    select i.* into v_task from suppliers.task_instances as i
    where i.id = tests.task_of('ACME', 'mould');
    if (
        v_new.started_at, v_new.finished_at, v_new.paused_at, v_new.paused_days
    ) is distinct from (
        v_task.started_at, v_task.finished_at, v_task.paused_at, v_task.paused_days
    ) then
        raise exception 'what is shown is not what is written';
    end if;
    return v_task;
end;
$$;

select is(
    (pg_temp.become('in_progress')).started_at, '2026-06-01 12:00Z', 'a start is noted'
);
select tests.set_clock('2026-06-02 12:00Z');
select is(
    (pg_temp.become('waiting')).paused_at, '2026-06-02 12:00Z',
    'the clock stands while the supplier waits'
);
select tests.set_clock('2026-06-06 12:00Z');
select is(
    (pg_temp.become('in_progress')).paused_days, 3,
    'the pause is of working days: Wednesday to Friday'
);
select is((pg_temp.become('blocked')).paused_at, null, 'what is blocked is late');
select is(
    (pg_temp.become('in_progress')).started_at, '2026-06-01 12:00Z', 'one start counts'
);
select is((pg_temp.become('submitted')).paused_at, '2026-06-06 12:00Z', 'again');
select tests.set_clock('2026-06-09 12:00Z');
select is(
    (
        select array[t.paused_days::text, t.paused_at::text, t.finished_at::text]
        from pg_temp.become('done') as t
    ),
    array['5', null, '2026-06-09 12:00:00+00'], 'the end ends a pause too'
);
select is((pg_temp.become('in_progress')).finished_at, null, 'a task may open again');
select is(
    (pg_temp.become('planned')).started_at, null, 'and be as if it had not begun'
);
select is_empty(
    $$ select from suppliers._new_statuses(array[null, -1], 'done') $$,
    'what is no task becomes nothing'
);

select * from finish();
rollback;
