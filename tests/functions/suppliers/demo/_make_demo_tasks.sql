-- Proves functions/suppliers/demo/_make_demo_tasks.sql.
begin;
select plan(3);

-- Given: projects and suppliers of a demo on a fixed day.
select tests.set_clock('2026-06-15 12:00+00');
select suppliers._make_demo_parties('2026-06-15');
select suppliers._make_demo_projects('2026-06-15');

select is(suppliers._make_demo_tasks(), 8000::bigint, 'there are 8,000 tasks');
select results_eq(
    $$ select distinct count(*) from suppliers.supplier_projects
       group by supplier_id $$,
    $$ values (2::bigint) $$, 'each supplier works for two projects'
);
select is(
    (
        select count(*)
        from suppliers.task_history as h
        inner join suppliers.projects as p on h.project_id = p.id
        where
            h.status <> 'planned'
            or h.changed_at <> (p.starts_on - 14 + time '09:00') at time zone 'UTC'
    ), 0::bigint, 'all were planned two weeks before the start'
);

select * from finish();
rollback;
