-- Proves functions/core/notifications/_emit_notifications_read.sql.
begin;
select plan(2);

select tests.login_as(tests.user('ada'));
select core._emit_notifications_read('{1}');
reset role;
select results_eq(
    $$ select topic, payload from core.events $$,
    $$ values ('core:notifications:' || tests.user('ada'),
    '{"v": 1, "ids": [1]}'::jsonb) $$,
    'the topic is the caller''s own'
);

set local role authenticated;
select set_config('request.jwt.claims', '{"role": "authenticated"}', true);
select is(
    tests.refusal($$ select core._emit_notifications_read('{1}') $$) ->> 'key',
    'core.not_permitted',
    'who is not a user has no devices'
);

select * from finish();
rollback;
