-- Proves functions/suppliers/notices/_notify_tasks.sql.
begin;
select plan(6);

-- Given: the tasks of ACME, for which sam works.
select tests.small_project();
delete from core.notifications
where true;
create function pg_temp.notify(p_what text, p_codes text, p_operation_id bigint)
returns void language plpgsql as $$ begin
    perform suppliers._notify_tasks(
        p_what,
        array(
            select tests.task_of('ACME', c.code)
            from unnest(string_to_array(p_codes, ' ')) as c (code)
        ),
        p_operation_id => p_operation_id
    );
end $$;

select pg_temp.notify('overdue', 'mould', null);
select results_eq(
    'select kind, payload from core.notifications order by id',
    $$ select
        'suppliers.task.overdue',
        jsonb_build_object(
            'task_id', tests.task_of('ACME', 'mould'), 'project_id', 2001,
            'code', 'mould', 'title', 'Mould', 'status', 'planned',
            'due_on', '2099-01-09'
        ) $$,
    'one task is told with what a list shows'
);
delete from core.notifications
where true;
update core.settings set value = '2'
where name = 'suppliers.notify_summary_above';
select pg_temp.notify('overdue', 'mould sample', null);
select is(
    (select count(*) from core.notifications), 2::bigint,
    'as many as the setting come singly'
);
delete from core.notifications
where true;
select pg_temp.notify('overdue', 'mould sample run', null);
select results_eq(
    'select kind, payload from core.notifications order by id',
    $$ values
        ('suppliers.tasks.overdue', '{"count": 3, "project_ids": [2001]}'::jsonb) $$,
    'more come as one notification with their number'
);
delete from core.notifications
where true;
select pg_temp.notify('blocked', 'mould', 5);
select pg_temp.notify('blocked', 'sample run', 5);
select pg_temp.notify('assigned', 'sample', 5);
select results_eq(
    'select kind, payload from core.notifications order by id',
    $$ values
        ('suppliers.tasks.blocked', '{"operation_id": 5, "project_ids": [2001]}'::jsonb),
        ('suppliers.tasks.assigned', '{"operation_id": 5, "project_ids": [2001]}') $$,
    'an operation is told once, without a number'
);
delete from core.notifications
where true;
select suppliers._notify_tasks(
    'assigned', array[tests.task_of('ACME', 'mould')], false, tests.user('sam')
);
select is_empty('select from core.notifications', 'who acts is not told');
select suppliers._notify_tasks('assigned', '{}', true);
select is_empty('select from core.notifications', 'no task, no word');

select * from finish();
rollback;
