-- Proves sql/seeds/suppliers/invariants.sql.j2.
begin;
select plan(29);

-- Given: a project in which tasks were started, moved, paused and done.
select tests.worked_project();
select suppliers.update_task_status(
    tests.task_of('ACME', 'sample'), 'in_progress'
)::text;
select suppliers.update_task_status(
    tests.task_of('ACME', 'sample'), 'waiting', 'For the colour.'
)::text;
select suppliers.assign_task(tests.task_of('BOLT', 'mould'), tests.user('sue'))::text;
select suppliers.update_task_status(
    tests.task_of('BOLT', 'mould'), 'cancelled', 'Not needed.'
)::text;
select tests.staged_lines();
select suppliers._load_order_lines('pg_temp.staged_lines')::text;
select suppliers._import_orders()::text;

create function pg_temp.violated(p_break text) returns text[] language plpgsql as $$
declare
    v_found text[];
begin
    -- What the triggers refuse, only a bug in them could let pass.
    alter table suppliers.task_instances disable trigger user;
    alter table suppliers.task_history disable trigger user;
    alter table suppliers.task_dependencies disable trigger user;
    alter table suppliers.holidays disable trigger user;
    alter table suppliers.calendars disable trigger user;
    alter table suppliers.task_instances
    drop constraint task_instances_project_id_task_template_id_fkey;
    execute p_break;
    v_found := array(
        select i.name from core.invariants as i
        where
            i.module = 'suppliers'
            and i.name not in (
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
create function pg_temp.of_task(p_change text, p_supplier text, p_template text)
    returns text language sql as $$
    select format(
        'update suppliers.task_instances set %s where id = %s', p_change,
        tests.task_of(p_supplier, p_template)
    )
$$;

select is(pg_temp.violated('select'), '{}', 'they hold');
select is(
    pg_temp.violated(pg_temp.of_task($$ due_on = '2099-05-05' $$, 'BOLT', 'run')),
    '{suppliers.tasks_equal_their_history}',
    'a date that history does not know is found'
);
select is(
    pg_temp.violated(pg_temp.of_task('version = 1', 'ACME', 'mould')),
    '{suppliers.tasks_equal_their_history}', 'and a version behind the history'
);
select is(
    pg_temp.violated(format(
        'update suppliers.task_history set supplier_id = 3003 where task_id = %s',
        tests.task_of('BOLT', 'run')
    )),
    '{suppliers.tasks_equal_their_history}', 'and history of another supplier'
);
select is(
    pg_temp.violated(format(
        'delete from suppliers.task_history where task_id = %s',
        tests.task_of('BOLT', 'run')
    )),
    '{suppliers.tasks_equal_their_history}', 'and a task without history'
);
select is(
    pg_temp.violated(format(
        'delete from suppliers.task_history where task_id = %s and version = 3',
        tests.task_of('ACME', 'mould')
    )),
    '{suppliers.history_has_no_gap}', 'and a row of it that is missing'
);
select is(
    pg_temp.violated(format(
        'delete from suppliers.task_history where task_id = %s and version = 1',
        tests.task_of('BOLT', 'mould')
    )),
    '{suppliers.history_has_no_gap}', 'the first one too'
);
select is(
    pg_temp.violated(format(
        'update suppliers.task_history set version = 1
         where task_id = %s and version = 2',
        tests.task_of('ACME', 'sample')
    )),
    '{suppliers.history_has_no_gap}', 'and a version that comes twice'
);
select is(
    pg_temp.violated(
        pg_temp.of_task($$ planned_due_on = planned_due_on + 1 $$, 'BOLT', 'run')
    ),
    '{suppliers.promises_are_kept_in_history}', 'and a first promise that was changed'
);
select is(
    pg_temp.violated(format(
        'delete from suppliers.task_instances where id = %s',
        tests.task_of('BOLT', 'run')
    )),
    '{suppliers.history_belongs_to_tasks}', 'and a task that was deleted'
);
select is(
    pg_temp.violated(pg_temp.of_task(
        $$ task_template_id = (
               select t.id from suppliers.task_templates as t where t.code = 'cup'
           ) $$, 'BOLT', 'run'
    )),
    '{suppliers.tasks_belong_to_one_project}',
    'and a task of another project''s template'
);
select is(
    array[
        pg_temp.violated(pg_temp.of_task('paused_at = null', 'ACME', 'sample')),
        pg_temp.violated(pg_temp.of_task('paused_at = now()', 'BOLT', 'run'))
    ],
    '{{suppliers.pauses_match_statuses},{suppliers.pauses_match_statuses}}',
    'and a clock that stands or runs against the status'
);
select is(
    array[
        pg_temp.violated(pg_temp.of_task('finished_at = null', 'ACME', 'mould')),
        pg_temp.violated(pg_temp.of_task('started_at = null', 'ACME', 'sample')),
        pg_temp.violated(pg_temp.of_task('started_at = now()', 'BOLT', 'run'))
    ],
    array_fill('suppliers.times_match_statuses'::text, '{3, 1}'),
    'and times that the status does not have'
);
select is(
    pg_temp.violated('update suppliers.supplier_projects set removed_at = now()
        where supplier_id = 3002'),
    '{suppliers.removed_suppliers_have_no_open_task}',
    'and a supplier that was removed with open tasks'
);
select is(
    pg_temp.violated(
        $$ insert into suppliers.task_dependencies (
               project_id, template_id, predecessor_id
           )
           select d.project_id, d.predecessor_id, d.template_id
           from suppliers.task_dependencies as d
           inner join suppliers.task_templates as t on d.template_id = t.id
           where t.code = 'lid' $$
    ),
    '{suppliers.places_follow_dependencies}', 'and a cycle'
);
select is(
    pg_temp.violated(
        $$ update suppliers.task_templates set place = 4
           where code in ('paint', 'run') $$
    ),
    '{suppliers.places_are_distinct}', 'and two templates in one place'
);
select is(
    pg_temp.violated(
        $$ update suppliers.task_templates set phase_code = 'production'
           where code = 'mould' $$
    ),
    '{suppliers.dependencies_follow_phases}', 'and production before samples'
);
select is(
    pg_temp.violated('delete from suppliers.holidays'),
    '{suppliers.calendars_count_their_holidays}',
    'and a holiday that the calendar still counts'
);
select is(
    pg_temp.violated('update suppliers.calendars set worked_before[1] = 1'),
    '{suppliers.calendars_count_their_holidays}', 'and one that it counts wrongly'
);
alter table suppliers.calendars disable trigger user;
update suppliers.calendars set worked_before[1] = 1
where true;
alter table suppliers.calendars enable trigger user;
do $do$
begin
    execute (
        select substring(i.repair from '`(.+)`')
        from core.invariants as i
        where i.name = 'suppliers.calendars_count_their_holidays'
    );
end;
$do$;
select is(pg_temp.violated('select 1'), '{}', 'whose repair counts them again');
select is(
    pg_temp.violated('update suppliers.order_lines set due_on = due_on + 1'),
    '{suppliers.imports_equal_their_lines}', 'and an import that is not what was loaded'
);

create function pg_temp.violated_sums(p_break text) returns text[]
language plpgsql as $$
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

select is(pg_temp.violated_sums('select'), '{}', 'they hold');
select is(
    pg_temp.violated_sums('delete from suppliers.finished_tasks where has_kept_last'),
    '{suppliers.done_tasks_are_judged,suppliers.monthly_sums_equal_days}',
    'a task that is done and not judged is found'
);
select is(
    pg_temp.violated_sums(
        $$ insert into suppliers.finished_tasks
           select i.id, i.project_id, i.supplier_id, '2098-01-01', true, true, 1
           from suppliers.task_instances as i where i.status = 'planned' limit 1 $$
    ),
    '{suppliers.done_tasks_are_judged}', 'and one that is judged and not done'
);
select is(
    pg_temp.violated_sums('update suppliers.daily_progress set done = done + 1'),
    '{suppliers.daily_sums_equal_history}', 'and a day with too many tasks'
);
select is(
    pg_temp.violated_sums('delete from suppliers.daily_slips'),
    '{suppliers.daily_sums_equal_history,suppliers.monthly_sums_equal_days}',
    'and a slip that is not in the sums'
);
select is(
    pg_temp.violated_sums('update suppliers.monthly_slips set slip_days = 9'),
    '{suppliers.monthly_sums_equal_days}', 'and a month with other slips'
);
select is(
    pg_temp.violated_sums('delete from suppliers.monthly_finishes'),
    '{suppliers.monthly_sums_equal_days}', 'and a month without its tasks'
);
select is(
    pg_temp.violated_sums(
        'delete from suppliers.monthly_finishes; delete from suppliers.summed_months'
    ),
    '{}', 'a month that is not summed may be anything'
);

select * from finish();
rollback;
