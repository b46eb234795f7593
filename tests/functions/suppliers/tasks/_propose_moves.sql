-- Proves functions/suppliers/tasks/_propose_moves.sql.
begin;
select plan(7);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();

-- mould is due on Friday 9, sample from 15 to 16, run from 26 to 30, with a lag of 2.
create function pg_temp.moves(p_due_on date) returns text[] language sql as $$
    select array_agg(
        format('%s %s..%s +%s', t.code, m.start_on, m.due_on, m.shift_days)
    )
    from suppliers._propose_moves(tests.task_of('ACME', 'mould'), p_due_on) as m
    inner join suppliers.task_instances as i on m.task_id = i.id
    inner join suppliers.task_templates as t on i.task_template_id = t.id
$$;

select is(
    pg_temp.moves('2099-01-14'), array['mould 2099-01-09..2099-01-14 +3'],
    'slack is used up first'
);
select is(
    pg_temp.moves('2099-01-15'),
    array['mould 2099-01-12..2099-01-15 +4', 'sample 2099-01-16..2099-01-19 +1'],
    'then the successor moves by what overlaps'
);
select is(
    pg_temp.moves('2099-01-21'),
    array[
        'mould 2099-01-16..2099-01-21 +8', 'sample 2099-01-22..2099-01-23 +5',
        'run 2099-01-28..2099-02-03 +2'
    ],
    'and the one behind it, over the lag'
);
select is(
    pg_temp.moves('2099-01-18'),
    array['mould 2099-01-13..2099-01-18 +5', 'sample 2099-01-19..2099-01-20 +2'],
    'a Sunday counts as the Friday before'
);
select is(
    pg_temp.moves('2099-01-05'), array['mould 2098-12-31..2099-01-05 +-3'],
    'an earlier day moves the task alone'
);
do $do$ begin
    perform suppliers._set_statuses(
        array[tests.task_of('ACME', 'sample')], 'in_progress', null
    );
end $do$;
select is(
    pg_temp.moves('2099-01-21'), array['mould 2099-01-16..2099-01-21 +8'],
    'a task that has started does not move, nor what comes after it'
);
do $do$ begin
    perform suppliers._set_statuses(
        array[tests.task_of('ACME', 'mould')], 'cancelled', null
    );
end $do$;
select is(pg_temp.moves('2099-01-21'), null, 'a closed task has no moves');

select * from finish();
rollback;
