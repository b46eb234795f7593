-- Proves functions/concerts/feeds/_plan_feed.sql.
begin;
select plan(3);

select tests.set_clock('2026-03-01T12:10Z');
select is(
    concerts._plan_feed('ticketmaster', false),
    '{"page": 0, "query": {"classificationName": "music"},
      "windows": [["2026-03-01T00:00:00Z", "2026-04-30T00:00:00Z"]]}',
    'the days ahead, from midnight'
);
select is(
    concerts._plan_feed('spotify', false),
    '{"mode": "extended", "after": ""}',
    'artists from the first'
);
select is(
    concerts._plan_feed('setlistfm', true),
    '{"after": "", "page": 1, "is_full": true}',
    'their setlists'
);

select * from finish();
rollback;
