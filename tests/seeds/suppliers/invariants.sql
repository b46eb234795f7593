-- Proves sql/seeds/suppliers/invariants.sql.j2.
begin;
select plan(8);

-- Given: a task that slipped and was done, and its month, which is summed.
select tests.worked_project();
create function pg_temp.violated(p_break text) returns text[] language plpgsql as $$
declare
    v_found text[];
begin
    execute p_break;
    v_found := array(
        select i.name from core.invariants as i
        where
            i.name in (
                'suppliers.done_tasks_are_judged', 'suppliers.daily_sums_equal_history',
                'suppliers.monthly_sums_equal_days'
            )
            and (core.run_invariant(i.name)).violations > 0
        order by i.name
    );
    raise exception sqlstate 'TT000' using detail = v_found::text;
exception
    when sqlstate 'TT000' then
        return v_found;
end;
$$;

select is(pg_temp.violated('select'), '{}', 'they hold');
select is(
    pg_temp.violated('delete from suppliers.finished_tasks where has_kept_last'),
    '{suppliers.done_tasks_are_judged,suppliers.monthly_sums_equal_days}',
    'a task that is done and not judged is found'
);
select is(
    pg_temp.violated(
        $$ insert into suppliers.finished_tasks
           select i.id, i.project_id, i.supplier_id, '2098-01-01', true, true, 1
           from suppliers.task_instances as i where i.status = 'planned' limit 1 $$
    ),
    '{suppliers.done_tasks_are_judged}', 'and one that is judged and not done'
);
select is(
    pg_temp.violated('update suppliers.daily_progress set done = done + 1'),
    '{suppliers.daily_sums_equal_history}', 'and a day with too many tasks'
);
select is(
    pg_temp.violated('delete from suppliers.daily_slips'),
    '{suppliers.daily_sums_equal_history,suppliers.monthly_sums_equal_days}',
    'and a slip that is not in the sums'
);
select is(
    pg_temp.violated('update suppliers.monthly_slips set slip_days = 9'),
    '{suppliers.monthly_sums_equal_days}', 'and a month with other slips'
);
select is(
    pg_temp.violated('delete from suppliers.monthly_finishes'),
    '{suppliers.monthly_sums_equal_days}', 'and a month without its tasks'
);
select is(
    pg_temp.violated(
        'delete from suppliers.monthly_finishes; delete from suppliers.summed_months'
    ),
    '{}', 'a month that is not summed may be anything'
);

select * from finish();
rollback;
