-- Proves functions/suppliers/bulk/_apply_bulk.sql.
begin;
select plan(1);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();
create function pg_temp.ids(p_supplier text, variadic p_templates text[])
returns bigint[] language sql as $$
    select array_agg(tests.task_of(p_supplier, t.t)) from unnest(p_templates) as t (t)
$$;
grant execute on function pg_temp.ids(text, text[]) to public;

do $do$ begin
    perform suppliers._apply_bulk(
        pg_temp.ids('ACME', 'mould'), '{"status": "in_progress", "note": "Go."}', 7
    );
    perform suppliers._apply_bulk(
        pg_temp.ids('ACME', 'mould', 'run'),
        '{"shift_days": 1, "reason": "Ice.", "cause": "logistics"}', 8
    );
    perform suppliers._apply_bulk('{}', '{"shift_days": 1, "reason": "Ice."}', 9);
end $do$;
select results_eq(
    $$ select t.code, h.status, h.due_on, h.reason, h.cause, h.operation_id
       from suppliers.task_history as h
       inner join suppliers.task_instances as i on h.task_id = i.id
       inner join suppliers.task_templates as t on i.task_template_id = t.id
       where h.version > 1
       order by h.operation_id, t.code $$,
    $$ values
    ('mould', 'in_progress', '2099-01-09'::date, 'Go.', null, 7::bigint),
    ('mould', 'in_progress', '2099-01-12', 'Ice.', 'logistics', 8),
    ('run', 'planned', '2099-02-02', 'Ice.', 'logistics', 8) $$,
    'a status and a shift are written, with their operation'
);

select * from finish();
rollback;
