-- Proves functions/suppliers/demo/_make_demo_projects.sql.
begin;
select plan(4);

-- Given: the projects of a demo on a fixed day.
select tests.set_clock('2026-06-15 12:00+00');
select suppliers._make_demo_parties('2026-06-15');
select suppliers._make_demo_projects('2026-06-15');

select results_eq(
    $$ select p.code, p.starts_on, max(t.canonical_due_on), count(*)
       from suppliers.projects as p
       inner join suppliers.task_templates as t on p.id = t.project_id
       group by p.id order by p.id $$,
    $$ values
       ('DEMO-KETTLE', date '2025-05-26', date '2026-04-16', 100::bigint),
       ('DEMO-LAMP', '2025-08-24', '2026-07-15', 100),
       ('DEMO-RADIO', '2025-11-22', '2026-10-13', 100),
       ('DEMO-SCOOTER', '2026-02-20', '2027-01-11', 100),
       ('DEMO-CAMERA', '2026-05-21', '2027-04-11', 100) $$,
    'five projects last two years together'
);
select is(
    (
        select count(*) from suppliers.task_dependencies as d
        inner join suppliers.projects as p on d.project_id = p.id
        where p.code = 'DEMO-LAMP' and not d.is_implied
    ), 75::bigint, 'the steps of a phase are chains'
);
select ok(
    exists (select from suppliers.task_dependencies as d
where d.is_implied),
    'a phase comes after the one before'
);
select results_eq(
    $$ select u.name, count(*)
       from (values ('mia'), ('noa')) as u (name)
       inner join suppliers.project_managers as m on tests.user(u.name) = m.user_id
       group by 1 order by 1 $$,
    $$ values ('mia', 5::bigint), ('noa', 2) $$, 'mia manages all, noa two'
);

select * from finish();
rollback;
