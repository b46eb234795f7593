-- Proves functions/suppliers/demo/_play_demo_changes.sql.
begin;
select plan(3);

-- Given: the planned tasks of a demo whose first project has just begun.
select tests.set_clock('2026-06-15 12:00+00');
select suppliers._make_demo_parties('2026-06-15');
select suppliers._make_demo_projects('2026-06-15');
select tests.set_clock('2025-07-20 12:00+00');
select suppliers._mute_tasks(true);
select suppliers._make_demo_tasks()::text;
create temporary table change on commit drop as
select * from suppliers._list_demo_changes();

select is(
    suppliers._play_demo_changes(), (select count(*) from change), 'each change is made'
);
select is(
    (
        select count(*)
        from change as c
        inner join suppliers.task_history as h
            on c.task_id = h.task_id and c.version = h.version
        where
            h.changed_at = c.changed_at
            and h.status = coalesce(c.status, h.status)
            and h.due_on = coalesce(c.due_on, h.due_on)
            and h.actor_id = c.actor_id
    ), (select count(*) from change), 'history has it at its time'
);
select is(
    (
        select count(*)
        from core.invariants as i
        where i.module = 'suppliers' and (core.run_invariant(i.name)).violations > 0
    ), 0::bigint, 'and no invariant is broken'
);

select * from finish();
rollback;
