-- Proves functions/suppliers/demo/_list_demo_changes.sql.
begin;
select plan(5);

-- Given: the planned tasks of a demo on a fixed day.
select tests.set_clock('2026-06-15 12:00+00');
select suppliers._make_demo_parties('2026-06-15');
select suppliers._make_demo_projects('2026-06-15');
select suppliers._make_demo_tasks()::text;
create temporary table change on commit drop as
select * from suppliers._list_demo_changes();

select ok(
    (select max(changed_at) from change) <= core.now(), 'nothing is in the future'
);
select is(
    (
        select count(*)
        from (
            select
                version - lag(version, 1, 1::bigint) over w as step,
                changed_at - lag(changed_at) over w as passed
            from change
            window w as (partition by task_id order by version)
        ) as n
        where n.step <> 1 or n.passed < interval '0'
    ),
    0::bigint,
    'the changes of a task are numbered from 2, in the order of their times'
);
select is(
    (
        select count(*)
        from (
            select
                status as after,
                coalesce(
                    lag(status) over (partition by task_id order by version), 'planned'
                ) as before
            from change
            where status is not null
        ) as n
        left join suppliers.task_transitions as x
            on n.before = x.from_status and n.after = x.to_status
        where x.from_status is null
    ), 0::bigint, 'each status may follow the one before'
);
select is(
    (select count(*) from change
where due_on < (changed_at at time zone 'UTC')::date),
    0::bigint, 'no date lies in the past when it is set'
);
select set_eq(
    'select distinct status from change where status is not null',
    $$ values ('in_progress'), ('waiting'), ('blocked'), ('submitted'), ('done'),
        ('cancelled') $$,
    'every status comes'
);

select * from finish();
rollback;
