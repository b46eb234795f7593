-- Proves functions/concerts/feeds/_read_show_rows.sql.
begin;
select plan(3);

-- Given: show E1 on a day that a curator has set.
do $do$
begin
    perform concerts.merge_ticketmaster(tests.feed_page(tests.feed_event('E1',
        '2099-05-01')));
end;
$do$;
update concerts.shows set curated_columns = '{show_on}'
where true;
create temporary table found as
select r.*
from jsonb_to_recordset(concerts._read_show_rows('ticketmaster', '[
    {"external_id": "E1", "artist": "A1", "venue": null, "show_on": "2099-06-01"},
    {"external_id": "E2", "artist": "A1", "venue": "V1", "show_on": null},
    {"external_id": "E3", "artist": "none", "venue": "V1", "show_on": "2099-06-01"}
]')) as r (external_id text, record_id bigint, venue_id bigint, show_on date,
    said jsonb);
select results_eq(
    $$ select external_id, show_on from found $$,
    $$ values ('E1', '2099-05-01'::date) $$,
    'without a day or an artist an unknown show is left out'
);
select is(
    (select venue_id from found),
    (select id from concerts.venues),
    'an absent venue stays'
);
select is((select said ->> 'show_on' from found), '2099-06-01', 'it is kept');

select * from finish();
rollback;
