-- Proves functions/core/notifications/notify_user.sql.
begin;
select plan(8);

select tests.set_clock('2026-01-01 12:00+00');
select isnt(
    core.notify_user(tests.user('ada'), 'core.thing.done', '{"n": 1}', 'k'), null,
    'a user is notified'
);
select is(
    core.notify_user(tests.user('ada'), 'core.thing.done', '{"n": 2}', 'k'), null,
    'once while it is unread'
);
select isnt(
    core.notify_user(tests.user('bob'), 'core.thing.done', '{"n": 3}', 'k'), null,
    'and so is another'
);
update core.notifications set read_at = created_at
where true;
select isnt(
    core.notify_user(tests.user('ada'), 'core.thing.done', '{"n": 4}', 'k'), null,
    'once it is read, there may be news'
);
select results_eq(
    $$ select type, topic, payload -> 'payload' -> 'n' from core.events order by id $$,
    $$ values
        ('core.notification.created', 'core:notifications:' || tests.user('ada'),
        '1'::jsonb),
        ('core.notification.created', 'core:notifications:' || tests.user('bob'), '3'),
        ('core.notification.created', 'core:notifications:' || tests.user('ada'),
        '4') $$,
    'each goes out as an event to its user'
);

select is(
    tests.refusal(t.call) ->> 'key', 'core.invalid_argument', t.call || ' is refused'
)
from (
    values
    ($$ select core.notify_user(null, 'core.thing.done') $$),
    ($$ select core.notify_user(md5('a')::uuid, 'Done') $$),
    ($$ select core.notify_user(md5('a')::uuid, 'a.b', '{}', repeat('x', 1001)) $$)
) as t (call);

select * from finish();
rollback;
