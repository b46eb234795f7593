-- Proves triggers/reading/progress.sql.j2.
begin;
select plan(17);

select triggers_are(
    'reading', 'progress',
    array[
        't05_lock_reader', 't06_freeze_key', 't10_add_tombstone', 't10_stamp_insert',
        't10_stamp_update', 't90_broadcast_delete', 't90_broadcast_insert',
        't90_broadcast_update'
    ],
    'progress has exactly these triggers'
);

-- Given: a hundred series, and what subscribers heard last.
insert into reading.series (series_key, title, type, status)
select
    't-' || n as series_key,
    'T' as title,
    'Novel' as type,
    'Finished' as status
from generate_series(1, 100) as n;
create function pg_temp.heard() returns table (
    event text, version bigint, payload jsonb
)
language sql as $$
    with gone as (delete from realtime.messages where true returning *)
    select m.event, (m.payload ->> 'version')::bigint, m.payload
    from gone as m order by 2
$$;
grant execute on function pg_temp.heard() to authenticated;
select tests.login_as(tests.user('ada'));

insert into api.reading_progress (series_id, chapter, device_id) values (1, 5, 'phone');
reset role;
create temporary table heard on commit drop as select * from pg_temp.heard();
select results_eq(
    $$ select event, version, payload -> 'changed' ->> 'chapter' from heard $$,
    $$ values ('reading.progress.inserted', 1::bigint, '5.000') $$,
    'the event of a new row has all columns'
);
select is(
    (select payload -> 'changed' ->> 'version' from heard), '1', 'with its version'
);

set local role authenticated;
update api.reading_progress set page = 7
where series_id = 1;
reset role;
truncate heard;
insert into heard select * from pg_temp.heard();
select results_eq(
    $$ select event, version, (payload -> 'changed') - 'updated_at' from heard $$,
    $$ select 'reading.progress.updated', 2::bigint, jsonb_build_object(
        'user_id', tests.user('ada'), 'series_id', 1, 'page', 7, 'version', 2
    ) $$,
    'the event of a changed row has the key and the changes'
);

set local role authenticated;
delete from api.reading_progress
where series_id = 1;
reset role;
truncate heard;
insert into heard select * from pg_temp.heard();
select results_eq(
    $$ select event, version, payload -> 'changed' from heard $$,
    $$ select 'reading.progress.deleted', 3::bigint, jsonb_build_object(
        'user_id', tests.user('ada'), 'series_id', 1
    ) $$,
    'the event of a deleted row has the key and the tombstone''s version'
);

-- When: a statement changes fifty rows, and fifty-one.
set local role authenticated;
insert into api.reading_progress (series_id, chapter, device_id)
select
    id,
    1 as chapter,
    'phone' as device_id
from reading.series
where series_key like 't-%'
order by id
limit 50;
reset role;
truncate heard;
insert into heard select * from pg_temp.heard();
select results_eq(
    $$ select event, count(*), min(version), max(version) from heard group by 1 $$,
    $$ values ('reading.progress.inserted', 50::bigint, 4::bigint, 53::bigint) $$,
    'fifty rows are fifty events, in the order of their versions'
);
set local role authenticated;
delete from api.reading_progress
where true;
insert into api.reading_progress (series_id, chapter, device_id)
select
    id,
    1 as chapter,
    'phone' as device_id
from reading.series
where series_key like 't-%'
order by id
limit 51;
reset role;
truncate heard;
insert into heard select * from pg_temp.heard()
where event not like '%deleted';
select results_eq(
    $$ select event, version, payload - 'event_id' - 'cursor' - 'id' from heard $$,
    $$ values (
        'reading.progress.changed', 154::bigint,
        '{"v": 1, "version": 154, "verb": "inserted", "count": 51}'::jsonb
    ) $$,
    'fifty-one are one tick with their count'
);
set local role authenticated;
update api.reading_progress set chapter = 2
where true;
reset role;
truncate heard;
insert into heard select * from pg_temp.heard();
select results_eq(
    $$ select event, payload ->> 'verb', payload ->> 'count' from heard $$,
    $$ values ('reading.progress.changed', 'updated', '51') $$,
    'an update of many too'
);
set local role authenticated;
delete from api.reading_progress
where true;
reset role;
truncate heard;
insert into heard select * from pg_temp.heard();
select results_eq(
    $$ select event, payload ->> 'verb', payload ->> 'count' from heard $$,
    $$ values ('reading.progress.changed', 'deleted', '51') $$,
    'and a deletion of many'
);

-- When: two readers are written for in one statement.
insert into reading.progress (user_id, series_id, chapter, device_id)
values (tests.user('bob'), 1, 1, 'desk'), (tests.user('eve'), 1, 1, 'desk');
select set_eq(
    $$ select m.topic from realtime.messages as m where m.event like '%inserted' $$,
    $$ values
        ('reading:progress:' || tests.user('bob')),
        ('reading:progress:' || tests.user('eve')) $$,
    'each event is on its reader''s own topic'
);
select is(
    (select version from reading.progress_versions
where user_id = tests.user('bob')), 1::bigint,
    'and counts in that reader''s version'
);
truncate realtime.messages;
update reading.progress set chapter = chapter
where user_id = tests.user('bob');
select is(
    (select count(*) from pg_temp.heard()), 1::bigint,
    'a write that changes only the stamp is an event: it has a version'
);
select is(
    (select count(*) from core.list_unsent_broadcasts() as l
where l.id > (
        select min(e.id) from core.events as e
    ) and l.topic = 'nowhere'),
    0::bigint, 'nothing is lost on the way'
);

-- When: a reader tries to move a row to another series, or to another reader.
select tests.login_as(tests.user('eve'));
select throws_ok(
    $$ update api.reading_progress set series_id = 2 where series_id = 1 $$,
    'PT409', 'core.fixed_key', 'a row stays in its series'
);
select throws_ok(
    $$ update api.reading_progress set user_id = tests.user('bob') where true $$,
    'PT409', 'core.fixed_key', 'and with its reader'
);
reset role;

-- When: Realtime has no partition.
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
    $$ update reading.progress set chapter = 2 where user_id = tests.user('bob') $$,
    'reading goes on without Realtime'
);
select is(
    (select type from core.events
order by id desc limit 1), 'reading.progress.updated',
    'and the log has the event of a push'
);

select * from finish();
rollback;
