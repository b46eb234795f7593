-- Proves functions/core/events/rebase_after_restore.sql.
begin;
select plan(15);

-- Given: a log of another cluster, written by overlapping transactions, and its
-- readers: one before all, one amid, one that had read it all, one behind retention.
-- Its ids are above all that tests before this one have taken from the sequence.
insert into core.events (id, type, topic, entity_id, payload, at, xid)
overriding system value
values
    (9000000901, 'core.thing.made', 'core:thing', 'b', '{}', now(), '9000000011'),
    (9000000902, 'core.thing.made', 'core:thing', 'c', '{}', now(), '9000000012'),
    (9000000903, 'core.thing.made', 'core:thing', 'a', '{}', now(), '9000000010'),
    (9000000904, 'core.thing.made', 'core:thing', 'd', '{}', now(), '9000000013');
update core.event_low_watermarks set xid = '9000000001', id = 800, dropped_at = now()
where true;
insert into core.event_streams (stream, version, xid) values ('s', 7, '9000000013');
delete from core.event_consumers
where true;
insert into core.event_consumers (name, xid, id, moved_at)
values
    ('core.t_first', '9000000001', 800, now()),
    ('core.t_amid', '9000000011', 9000000901, now()),
    ('core.t_last', '9000000020', 0, now()),
    ('core.t_behind', '9000000000', 0, now());
create temporary table given as
select core._write_event_cursor('9000000011', 9000000901) as cursor;
grant select on given to authenticated;

-- When: this cluster has gone on writing, and then the log is rebased.
insert into core.events (id, type, topic, entity_id, payload, at, xid)
overriding system value
values
    (
        9000000905, 'core.thing.made', 'core:thing', 'new', '{}',
        now() + interval '1 s', '100'
    );
select is(core.rebase_after_restore(), 4::bigint, 'it says how many events it moved');

select results_eq(
    $$ select entity_id from core.events order by xid, id $$,
    $$ values ('a'), ('b'), ('c'), ('d'), ('new') $$,
    'the order of reading stays, and what is new comes last'
);
select is_empty(
    $$ select from core.events where xid >= '100' and id < 9000000905 $$,
    'restored events are below every transaction of this cluster'
);
select is(
    (select xid from core.events
where id = 9000000905), '100'::xid8, 'a new event stays'
);
select results_eq(
    $$ select entity_id from core.read_events('core.t_first', 9) $$,
    $$ values ('a'), ('b'), ('c'), ('d'), ('new') $$, 'who had read nothing reads all'
);
select results_eq(
    $$ select entity_id from core.read_events('core.t_amid', 9) $$,
    $$ values ('c'), ('d'), ('new') $$, 'who stopped amid them goes on there'
);
select results_eq(
    $$ select entity_id from core.read_events('core.t_last', 9) $$,
    $$ values ('new') $$, 'who had read all reads what is new'
);
select throws_ok(
    $$ select core.read_events('core.t_behind', 9) $$,
    'PT410', 'core.consumer_behind', 'a consumer that had lost events still fails'
);
insert into core.topic_rules (prefix, audience) values ('core:thing', 'users');
select tests.login_as(tests.user('ada'));
select throws_ok(
    format($$ select core.changes_since('{core:thing}', %L) $$, given.cursor),
    'PT410', 'core.cursor_expired', 'a cursor from before the restore has ended'
)
from given;
reset role;
do $do$
begin
    perform core.emit('core.thing.made', 'core:thing', null, '{}', 's');
end;
$do$;
select results_eq(
    $$ select xid, version from core.events where stream = 's' $$,
    $$ values (pg_current_xact_id(), 8::bigint) $$,
    'a stream goes on at its next version'
);

create temporary table before as
select
    e.id,
    e.xid
from core.events as e;
select is(core.rebase_after_restore(), 0::bigint, 'a second call moves nothing');
select is_empty(
    $$ select id, xid from core.events except select id, xid from before $$,
    'and leaves each event where it was'
);

-- When: a consumer alone stands in the future, in a log that is this cluster's own.
update core.events set at = '2020-01-01'
where id < 9000000905;
update core.event_consumers set xid = '9000000000', id = 0, moved_at = '2020-01-02'
where name = 'core.t_last';
select results_eq(
    $$ select entity_id from core.read_events('core.t_last', 9) $$,
    $$ values ('new') $$, 'it reads what came since it moved'
);

-- When: there are more places in the order than ids below this cluster's.
update core.events set xid = '5'
where id = 9000000905;
update core.events
set xid = (18000000000 - id)::text::xid8
where id < 9000000905;
update core.event_consumers set xid = '8999999097', id = 9000000903
where name = 'core.t_amid';
update core.event_consumers set xid = '8999999099', id = 9000000901
where name = 'core.t_last';
do $do$ begin perform core.rebase_after_restore(); end $do$;
select is_empty(
    $$ select from core.events where id < 9000000905 and xid >= '5' $$,
    'the oldest share one'
);
select results_eq(
    $$ select array_agg(distinct entity_id order by entity_id)
       from core.read_events('core.t_amid', 9) where entity_id <> '' $$,
    $$ values ('{a,b,c,d,new}'::text []) $$,
    'a reader that stopped among those reads them again rather than losing one'
);

select * from finish();
rollback;
