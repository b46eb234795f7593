-- Proves functions/core/events/list_unsent_broadcasts.sql.
begin;
select plan(7);

insert into core.topic_rules (prefix, audience, is_broadcast)
values ('core:t_topic', 'users', true);
do $do$
begin
    perform core.emit('core.thing.made', 'core:t_topic:1', '1', '{"v": 1}');
end;
$do$;
select is_empty(
    $$ select from core.list_unsent_broadcasts() $$, 'what was sent is not lost'
);

select is(
    (select status from core.run_health_check('core.realtime_runway')), 'ok',
    'there are partitions for days'
);

-- When: there is no partition for a message.
do $do$
begin
    execute format(
        'alter table realtime.messages detach partition realtime.%I',
        'messages_' || to_char(now() at time zone 'UTC', 'YYYY_MM_DD')
    );
end;
$do$;
set local client_min_messages = error;
select lives_ok(
    $$ select core.emit('core.thing.lost', 'core:t_topic:1', '1', '{"v": 1}') $$,
    'the business goes on'
);
do $do$
begin
    perform core.emit('core.other.made', 'core:other:1', '1', '{"v": 1}');
end;
$do$;
set local role app_reader;
select is(
    (select string_agg(type, ',') from core.list_unsent_broadcasts(2)),
    'core.thing.lost',
    'monitoring finds the event without its message, among the newest'
);
reset role;
select is(
    (select value from core.run_health_check('core.broadcasts_lost')), 2::numeric,
    'health counts what has no message'
);
select is(
    (select value from core.run_health_check('core.realtime_runway')), 0::numeric,
    'and says that there is no partition'
);
select is(
    (select status from core.run_health_check('core.realtime_runway')), 'warn',
    'of which it warns'
);

select * from finish();
rollback;
