-- Proves functions/suppliers/tasks/list_task_transitions.sql.
begin;
select plan(3);

select tests.login_as(tests.user('zed'));
select is(
    (
        select array[
            jsonb_array_length(t.t -> 'statuses'),
            jsonb_array_length(t.t -> 'transitions')
        ]
        from api.list_task_transitions() as t (t)
    ),
    (
        select array[
            (select count(*) from suppliers.task_statuses),
            (select count(*) from suppliers.task_transitions)
        ]
    )::integer[],
    'a user reads all statuses and transitions'
);
select is(
    api.list_task_transitions() #> '{statuses, 2}',
    '{"code": "waiting", "place": 3, "is_final": false, "is_started": true,
      "is_paused": true}',
    'in their order'
);
set local role anon;
select is(
    left(tests.why('select api.list_task_transitions()'), 5), '42501',
    'an anonymous caller does not'
);

select * from finish();
rollback;
