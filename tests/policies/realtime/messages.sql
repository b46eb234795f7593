-- Proves policies/realtime/messages.sql.
begin;
select plan(7);

-- Given: a topic for signed-in users, one for everyone, and Realtime's probes for two
-- extensions.
insert into core.topic_rules (prefix, audience)
values
('core:t_topic', 'users'),
('core:t_open', 'everyone');
insert into realtime.messages (topic, extension) values ('core:t_topic', 'broadcast');
insert into realtime.messages (topic, extension) values ('core:t_topic', 'presence');

select ok(
    'select_subscriber_topic' in (
        select p.polname from pg_catalog.pg_policy as p
        where p.polrelid = 'realtime.messages'::regclass
    ),
    'messages has this policy'
);
select set_config('realtime.topic', 'core:t_open', true);
grant execute on function core.has_valid_token() to tests_backend;
select is(
    tests.reach_of('realtime.messages'),
    array['select 1 of 2 to anon, authenticated'],
    'the channel of a topic that is open to everyone is open to callers alone'
);

select tests.login_as(tests.user('ada'));
select set_config('realtime.topic', 'core:t_topic', true);
select is(
    (select array_agg(extension) from realtime.messages), '{broadcast}',
    'a user joins a channel of a topic that is open to users'
);
select set_config('realtime.topic', 'core:t_other', true);
select is_empty(
    'select from realtime.messages', 'a topic that is not open is no channel'
);
select throws_ok(
    $$ insert into realtime.messages (topic, extension)
       values ('core:t_topic', 'broadcast') $$,
    '42501', null,
    'a user sends nothing: only the database broadcasts'
);

-- When: all that Ada had is revoked.
reset role;
insert into core.revoked_users (user_id, issued_until_at)
values (tests.user('ada'), core.now());
set local role authenticated;
select set_config('realtime.topic', 'core:t_topic', true);
select is_empty(
    'select from realtime.messages', 'a revoked token joins nothing'
);

set local role anon;
select set_config('request.jwt.claims', '', true);
select set_config('realtime.topic', 'core:t_topic', true);
select is_empty(
    'select from realtime.messages', 'an anonymous caller cannot join a topic for users'
);

select * from finish();
rollback;
