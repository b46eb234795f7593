-- Proves functions/suppliers/demo/_load_demo.sql.
begin;
select plan(7);

-- Given: the demo on a fixed day.
select tests.set_clock('2026-06-15 12:00+00');
create temporary table made on commit drop as select suppliers._load_demo() as answer;

select results_eq(
    $$ select answer ->> 'tasks', (answer -> 'is_new')::boolean from made $$,
    $$ values ('8000', true) $$, 'the demo has 8,000 tasks'
);
select is(
    (
        select md5(string_agg(
            concat_ws(
                '|', p.code, s.code, t.code, h.version, h.status,
                to_char(h.changed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
                h.start_on, h.due_on, h.owner_id, h.actor_id, h.reason, h.cause
            ),
            e'\n'
            order by convert_to(concat(p.code, s.code, t.code), 'UTF8'), h.id
        ))
        from suppliers.task_history as h
        inner join suppliers.task_instances as i on h.task_id = i.id
        inner join suppliers.projects as p on i.project_id = p.id
        inner join suppliers.suppliers as s on i.supplier_id = s.id
        inner join suppliers.task_templates as t on i.task_template_id = t.id
    ), '314133b060c6df965cdaebfa0b3dad41', 'on one day it is the same on every server'
);
select is(
    array(
        select i.name from core.invariants as i
        where i.module = 'suppliers' and (core.run_invariant(i.name)).violations > 0
    ), '{}', 'it breaks no invariant'
);
select is(
    (
        select array_agg(distinct i.status order by i.status)
        from suppliers.task_instances as i
    ), '{blocked,cancelled,done,in_progress,planned,submitted,waiting}',
    'every status is there'
);
select ok(
    (
        select
            count(*) filter (
                where (i.finished_at at time zone 'UTC')::date > i.due_on
            ) > 200
            and count(*) filter (where i.due_on > i.planned_due_on) > 1000
            and count(*) filter (
                where i.finished_at is null and i.due_on < '2026-06-15'
            ) > 10
        from suppliers.task_instances as i
    ), 'tasks ended late, were moved and are overdue'
);
select is(
    (
        select count(*) from pg_catalog.pg_trigger as t
        where t.tgrelid = 'suppliers.task_instances'::regclass and t.tgenabled = 'D'
    ), 0::bigint, 'all triggers work again'
);
select is(
    suppliers._load_demo(),
    '{"is_new": false, "tasks": 8000}',
    'again it changes nothing'
);

select * from finish();
rollback;
