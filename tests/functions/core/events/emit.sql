-- Proves functions/core/events/emit.sql.
begin;
select plan(14);

set local role app_worker;
select isnt(
    core.emit('core.thing.made', 'core:thing:1', '1', '{"v": 1}'), null,
    'an event has an id'
);
select results_eq(
    $$ select type, topic, entity_id, payload, stream, version, xid from core.events $$,
    $$ values (
        'core.thing.made', 'core:thing:1', '1', '{"v": 1}'::jsonb, null::text,
        null::bigint, pg_current_xact_id()
    ) $$,
    'it is in the log, under its transaction'
);
select lives_ok(
    $$ select core.emit('core.thing.made', 'core:thing', null, null, 's', 0) $$,
    'a new stream is at version 0'
);
select lives_ok(
    $$ select core.emit('core.thing.made', 'core:thing', null, null, 's') $$,
    'without an expectation the next version is taken'
);
select throws_ok(
    $$ select core.emit('core.thing.made', 'core:thing', null, null, 's', 1) $$,
    'PT409', 'core.version_conflict',
    'a stream that has moved on is refused'
);
select results_eq(
    $$ select version from core.events where stream = 's' order by id $$,
    $$ values (1::bigint), (2) $$,
    'and the refused one took no version'
);
select throws_ok(
    $$ select core.emit('core.thing.made', 'core:thing', null, null, null, 1) $$,
    'PT422', 'core.invalid_argument', 'an expected version needs a stream'
);
select throws_ok(
    $$ select core.emit('made', 'core:thing', null, null) $$,
    'PT422', 'core.invalid_argument', 'a type is module, entity and past tense'
);
reset role;
update core.event_streams set xid = '9000000000'
where stream = 's';
do $do$
begin
    perform core.emit('core.thing.made', 'core:thing', null, null, 's');
end;
$do$;
select is(
    (select xid from core.events
where stream = 's'
order by version desc limit 1),
    pg_current_xact_id(),
    'a stream restored from a cluster that was ahead goes on at this one''s ids'
);
select is(
    (select xid from core.event_streams
where stream = 's'), pg_current_xact_id(), 'and so do its next versions'
);

reset role;
select is(
    tests.refusal(t.call) ->> 'key', 'core.invalid_argument', t.call || ' is refused'
)
from (
    values
    ($$ select core.emit(null, 'core:thing', null, null) $$),
    ($$ select core.emit('core.thing.made', 'x', null, null) $$),
    ($$ select core.emit('core.thing.made', 'core:thing', null, '[]') $$),
    ($$ select core.emit('core.thing.made', rpad('a:b:', 1001, 'x'), null, null) $$)
) as t (call);

select * from finish();
rollback;
