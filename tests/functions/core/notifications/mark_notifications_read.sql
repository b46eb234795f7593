-- Proves functions/core/notifications/mark_notifications_read.sql.
begin;
select plan(4);

insert into core.notifications (user_id, kind, created_at)
values
(tests.user('ada'), 'core.thing.a', core.now()),
(tests.user('ada'), 'core.thing.b', core.now()),
(tests.user('bob'), 'core.thing.x', core.now());
create function pg_temp.ids() returns bigint[] language sql security definer as $$
    select array_agg(id) from core.notifications where kind in ('core.thing.a',
    'core.thing.x')
$$;
select set_config('t.ids', pg_temp.ids()::text, true);
select tests.login_as(tests.user('ada'));
select is(
    api.mark_notifications_read(current_setting('t.ids')::bigint[]),
    '{"marked": 1, "unread": 1}'::jsonb,
    'a user marks own notifications only, whatever the ids'
);
select is(
    api.mark_notifications_read(current_setting('t.ids')::bigint[]),
    '{"marked": 0, "unread": 1}'::jsonb,
    'and once'
);
select throws_ok(
    $$ select api.mark_notifications_read(array_fill(1::bigint, array[1001])) $$,
    'PT422', 'core.invalid_argument', 'a thousand at a time'
);
reset role;
select results_eq(
    $$ select e.type, e.topic, e.payload -> 'ids'
       from core.events as e $$,
    $$ select
           'core.notification.read',
           'core:notifications:' || tests.user('ada'),
           to_jsonb(array[n.id])
       from core.notifications as n where n.kind = 'core.thing.a' $$,
    'the other devices get one event, with the marked ids only'
);

select * from finish();
rollback;
