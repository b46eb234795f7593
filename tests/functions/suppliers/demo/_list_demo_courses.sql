-- Proves functions/suppliers/demo/_list_demo_courses.sql.
begin;
select plan(4);

-- Given: the planned tasks of a demo on a fixed day.
select tests.set_clock('2026-06-15 12:00+00');
select suppliers._make_demo_parties('2026-06-15');
select suppliers._make_demo_projects('2026-06-15');
select suppliers._make_demo_tasks()::text;
create temporary table course on commit drop as
select
r.*,
i.supplier_project_id,
i.task_template_id
from suppliers._list_demo_courses() as r
inner join suppliers.task_instances as i on r.task_id = i.id;

select is((select count(*) from course), 8000::bigint, 'each task has a course');
select is(
    (select count(*) from course
where begun_day < first_day or ended_day < begun_day),
    0::bigint, 'a task begins when it was planned or later, and ends after that'
);
select is(
    (
        select count(*)
        from course as c
        inner join
            suppliers.task_dependencies as d
        on c.task_template_id = d.template_id
        inner join course as b
            on
                d.predecessor_id = b.task_template_id
                and c.supplier_project_id = b.supplier_project_id
        where not b.is_cancelled and c.begun_day <= b.ended_day + d.lag_days
    ), 0::bigint, 'and after its predecessors have ended and the lag has passed'
);
select ok(
    (select count(*) from course
where is_cancelled) between 100 and 220,
    'one in fifty is cancelled'
);

select * from finish();
rollback;
