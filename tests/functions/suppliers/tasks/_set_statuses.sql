-- Proves functions/suppliers/tasks/_set_statuses.sql.
begin;
select plan(3);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();
select set_config(
    'request.jwt.claims',
    jsonb_build_object(
        'sub', tests.user('mia'),
        'app_metadata', jsonb_build_object('roles', array['project_manager'])
    )::text,
    true
);

do $do$ begin
    perform suppliers._set_statuses(
        array[tests.task_of('ACME', 'mould'), tests.task_of('BOLT', 'mould')],
        'cancelled', 'No pens.', 77
    );
end $do$;
select results_eq(
    $$ select i.status, i.version, i.changed_by, i.change_reason, i.operation_id,
           i.finished_at
       from suppliers.task_instances as i
       where i.status <> 'planned' $$,
    format(
        $$ select 'cancelled', 2::bigint, %L::uuid, 'No pens.', 77::bigint,
               '2026-06-01 12:00Z'::timestamptz
           from generate_series(1, 2) $$,
        tests.user('mia')
    ),
    'tasks get a status, who gave it, why, and in which operation'
);
select is(
    (
        select count(*) from suppliers.task_history as h
        where h.operation_id = 77
    ),
    2::bigint,
    'the history has it'
);
select is(
    (
        select count(*) from core.audit_entries as a
        where
            a.table_name = 'suppliers.task_instances' and a.operation = 'update'
            and a.actor_id = tests.user('mia')
    ),
    2::bigint, 'the audit has it too'
);

select * from finish();
rollback;
