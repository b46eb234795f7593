-- Proves functions/core/notifications/list_notifications.sql.
begin;
select plan(6);

-- Given: Ada has three, one of them read; Bob has one.
insert into core.notifications (user_id, kind, payload, created_at, read_at)
values
(tests.user('ada'), 'core.thing.a', '{}', '2026-01-01 12:00+00', '2026-01-01 12:01+00'),
(tests.user('ada'), 'core.thing.b', '{}', '2026-01-01 12:00+00', null),
(tests.user('bob'), 'core.thing.x', '{}', '2026-01-01 12:00+00', null),
(tests.user('ada'), 'core.thing.c', '{}', '2026-01-01 12:00+00', null);
select tests.login_as(tests.user('ada'));

select is(
    jsonb_path_query_array(api.list_notifications(), '$.items[*].kind'),
    '["core.thing.c", "core.thing.b", "core.thing.a"]'::jsonb,
    'a user sees own notifications, newest first'
);
select is(api.list_notifications() - 'items', '{"next": null, "unread": 2}'::jsonb,
    'and how many are unread');
select is(
    jsonb_path_query_array(
        api.list_notifications(
            after => api.list_notifications(page_size => 2) ->> 'next'
        ),
        '$.items[*].kind'
    ),
    '["core.thing.a"]'::jsonb,
    'pages follow each other without a gap'
);
select throws_ok(
    $$ select api.list_notifications(after => '1; drop') $$,
    'PT422',
    'core.invalid_cursor',
    'a cursor is one of ours'
);
select throws_ok(
    $$ select api.list_notifications(page_size => 501) $$,
    'PT422',
    'core.invalid_page_size',
    'a page has its limit'
);
set local role anon;
select throws_ok(
    $$ select api.list_notifications() $$, '42501', null,
    'an anonymous caller has none'
);

select * from finish();
rollback;
