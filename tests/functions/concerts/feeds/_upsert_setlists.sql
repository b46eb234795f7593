-- Proves functions/concerts/feeds/_upsert_setlists.sql.
begin;
select plan(5);

-- Given: a played setlist.
do $do$
begin
    perform concerts.merge_setlistfm(tests.feed_setlist());
end;
$do$;
select is((select kind from concerts.setlists), 'played', 'it was played');
do $do$
begin
    perform concerts.merge_setlistfm(tests.feed_setlist('{"eventDate": "03-05-2020",
        "versionId": "v2", "lastUpdated": "2020-06-02T00:00:00.000+0000"}'));
end;
$do$;
select results_eq(
    'select s.show_on, l.source_version from concerts.setlists as l
        inner join concerts.shows as s on l.show_id = s.id',
    $$ values ('2020-05-03'::date, 'v2') $$, 'the setlist goes with its show'
);
select is(
    concerts.merge_setlistfm(
        tests.feed_setlist()
    )
    ->> 'older_versions',
    '1',
    'an older version is counted'
);
select is((select source_version from concerts.setlists), 'v2', 'and changes nothing');

-- Given: setlists of two shows, and a third show without one.
do $do$
begin
    perform concerts.merge_setlistfm(jsonb_build_object('setlist', jsonb_build_array(
        tests.feed_setlist('{"id": "s2", "eventDate": "10-05-2020"}'),
        tests.feed_setlist('{"id": "s3", "eventDate": "11-05-2020"}')
    )));
    insert into concerts.shows (artist_id, venue_id, show_on, created_at, updated_at)
    select s.artist_id, s.venue_id, '2020-05-12', core.now(), core.now()
    from concerts.shows as s
    where s.show_on = '2020-05-10';
    perform concerts.merge_setlistfm(jsonb_build_object('setlist', jsonb_build_array(
        tests.feed_setlist('{"id": "s2", "eventDate": "12-05-2020",
            "versionId": "v2", "lastUpdated": "2020-06-02T00:00:00.000+0000"}'),
        tests.feed_setlist('{"id": "s3", "eventDate": "12-05-2020",
            "versionId": "v3", "lastUpdated": "2020-06-03T00:00:00.000+0000"}')
    )));
end;
$do$;
select is(
    (
        select jsonb_agg(distinct jsonb_build_array(
            e.external_id, s.show_on, l.source_version
        ))
        from concerts.external_ids as e
        inner join concerts.setlists as l on e.record_id = l.id
        inner join concerts.shows as s on l.show_id = s.id
        where e.entity = 'setlist' and e.external_id in ('s2', 's3')
    ),
    '[["s2", "2020-05-12", "v2"], ["s3", "2020-05-12", "v2"]]',
    'two that come to one show in one page are one setlist there, written by the first'
);

select * from finish();
rollback;
