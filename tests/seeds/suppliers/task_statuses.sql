-- Proves sql/seeds/suppliers/task_statuses.sql.j2.
begin;
select plan(3);

select results_eq(
    $$ select s.code, s.is_started, s.is_final from suppliers.task_statuses as s
       order by s.place $$,
    $$ values
       ('planned', false, false), ('in_progress', true, false),
       ('waiting', true, false), ('blocked', true, false), ('submitted', true, false),
       ('done', true, true), ('cancelled', false, true) $$,
    'the statuses of a task, in the order of its life'
);
select set_eq(
    $$ select s.code from suppliers.task_statuses as s where s.is_paused $$,
    $$ values ('waiting'), ('submitted') $$,
    'the clock stands where the supplier waits for others'
);
select is_empty(
    $$ select s.code
       from suppliers.task_statuses as s
       inner join pg_catalog.pg_constraint as c
           on c.conname = 'task_instances_status_check'
       where strpos(pg_get_constraintdef(c.oid), format('%L', s.code)) = 0 $$,
    'a task may have each of them'
);

select * from finish();
rollback;
