-- Proves functions/concerts/feeds/_stage_setlists.sql.
begin;
select plan(3);

create temporary table staged as
select concerts._stage_setlists(concerts._list_records(jsonb_build_array(
    tests.feed_setlist(),
    tests.feed_setlist('{"id": "s2", "eventDate": "31-02-2020", "sets": {"set": []}}')
), '$'), '[]') as it;
select is(
    (select it #>> '{setlists,0,source_version}' from staged),
    'v1',
    'a setlist with its version'
);
select is(
    (select it -> 'skipped' from staged),
    '{"without_songs": 1}',
    'one without songs is counted'
);
select is(
    (select it #>> '{faults,0,path}' from staged),
    '$[1].eventDate',
    'an invalid day is a fault'
);

select * from finish();
rollback;
