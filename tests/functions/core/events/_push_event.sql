-- Proves functions/core/events/_push_event.sql.
begin;
select plan(6);

-- Given: a topic that is broadcast, and a session far from UTC.
insert into core.topic_rules (prefix, audience, is_broadcast)
values ('core:t_topic', 'users', true);
set local timezone = 'Pacific/Kiritimati';

do $do$
begin
    perform core.emit('core.thing.made', 'core:t_topic:1', '1', '{"v": 1, "version": 7}');
end;
$do$;
select results_eq(
    $$ select topic, event, extension, private, payload ->> 'version'
       from realtime.messages $$,
    $$ values ('core:t_topic:1', 'core.thing.made', 'broadcast', true, '7') $$,
    'an event of a broadcast topic is a private message too'
);
select is(
    (select (payload ->> 'event_id')::bigint from realtime.messages),
    (select id from core.events), 'which names its event'
);
select ok(
    (select abs(extract(epoch from inserted_at - (now() at time zone 'UTC'))) < 1
     from realtime.messages),
    'its time is UTC, whatever the session''s is'
);
select ok(
    (select c.key[1]::xid8 <= e.xid and c.key[2] = '0'
     from realtime.messages as m, core.events as e, core.read_page(
         'core.changes_since', m.payload ->> 'cursor', 1, '{xid8,bigint,integer}'
     ) as c),
    'and its cursor stands before the event, and all else that is under way'
);

do $do$
begin
    perform core.emit('core.other.made', 'core:other:1', '1', '{"v": 1}');
end;
$do$;
select is(
    (select count(*) from realtime.messages), 1::bigint, 'other topics are not pushed'
);
do $do$
begin
    perform core.emit(
        'core.thing.grown', 'core:t_topic:1', '1',
        jsonb_build_object('v', 1, 'version', 8, 'much', repeat('x', 70000))
    );
end;
$do$;
select is(
    (select payload - 'id' - 'event_id' - 'cursor' from realtime.messages
     where event = 'core.thing.grown'),
    '{"v": 1, "version": 8, "is_cut": true}', 'a large payload is cut'
);

select * from finish();
rollback;
