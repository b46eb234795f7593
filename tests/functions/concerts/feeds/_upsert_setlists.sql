-- Proves functions/concerts/feeds/_upsert_setlists.sql.
begin;
select plan(4);

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

select * from finish();
rollback;
