-- Proves functions/concerts/feeds/_stage_events.sql.
begin;
select plan(5);

-- Given: six events, each with a fault of its own.
create temporary table staged as
select concerts._stage_events(
    concerts._list_records(jsonb_build_array(
        tests.feed_event('E1', '1900-01-01', p_status => 'postponed'),
        tests.feed_event('E2', '2099-05-01') || '{"test": true}',
        tests.feed_event('E3', '2099-05-01') || '{"classifications": []}',
        tests.feed_event('E4', '2099-05-01') || '{"_embedded": {}}',
        tests.feed_event('E5', '2099-05-01', p_status => 'strange'),
        jsonb_set(
            tests.feed_event('E6', '2099-05-01'), '{dates,start}',
            '{"localDate": "2099-13-01", "dateTime": "2099-05-01T23:30:00Z"}'
        )
    ), '$'), '[]'
) as it;
select is(
    (select it -> 'skipped' from staged),
    '{"test": 1, "not_music": 1}',
    'what is left out'
);
select results_eq(
    $$ select s.external_id, s.artist, s.venue, s.show_on, s.status
       from staged, jsonb_to_recordset(it -> 'shows')
           as s (external_id text, artist text, venue text, show_on date,
               status text) $$,
    $$ values
        ('E1', 'A1', 'V1', null, 'postponed'),
        ('E4', 'name:live: a1', null, '2099-05-01', 'scheduled'),
        ('E5', 'A1', 'V1', '2099-05-01', null),
        ('E6', 'A1', 'V1', '2099-05-02'::date, 'scheduled') $$,
    '1900-01-01 is not a day; without one, the day of the start in its zone'
);
select is(
    (select it -> 'names' from staged),
    '[{"external_id": "name:live: a1", "name": "Live: A1"}]',
    'an event without attractions is that of its name'
);
select results_eq(
    $$ select f.path, f.external_id from staged, jsonb_to_recordset(it -> 'faults')
           as f (path text, external_id text) $$,
    $$ values ('$[4].dates.status.code', 'E5'), ('$[5].dates.start.localDate', 'E6') $$,
    'an unknown status and an invalid day are faults'
);
select is(
    concerts._stage_events(
        concerts._list_records(jsonb_build_array(jsonb_set(
            tests.feed_event('E1', '2099-05-01'), '{dates,start,timeTBA}', 'true'
        )), '$'), '[]'
    ) #> '{shows,0,starts_at}',
    'null', 'a time to be announced is not a start'
);

select * from finish();
rollback;
