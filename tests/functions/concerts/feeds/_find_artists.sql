-- Proves functions/concerts/feeds/_find_artists.sql.
begin;
select plan(5);

-- Given: Alto (1001) with an id of Spotify, Basso (1002), and two that are called Twin.
select tests.small_tour();
insert into concerts.artists (id, name)
overriding system value
values (1003, 'Twin'), (1004, 'TWIN');
create temporary table found as
select f.*
from jsonb_to_recordset(concerts._find_artists('ticketmaster', '[
    {"external_id": "A1", "name": "Other", "links": {"spotify": "sp-1"}},
    {"external_id": "A2", "name": "basso"},
    {"external_id": "A3", "name": "Twin"},
    {"external_id": "A4", "name": "New", "links": {"musicbrainz": "m"}},
    {"external_id": "A5", "name": "The New", "links": {"musicbrainz": "m"}},
    {"external_id": "A6", "name": " "}
]')) as f (external_id text, record_id bigint, is_new boolean);
select is((select record_id from found
where external_id = 'A1'), 1001::bigint, 'by an id of another source');
select is((select record_id from found
where external_id = 'A2'), 1002::bigint, 'by a name that one artist has');
select ok((select is_new from found
where external_id = 'A3'), 'homonyms are not guessed');
select is(
    (select count(distinct record_id) from found
where external_id in ('A4', 'A5') and is_new),
    1::bigint,
    'one MusicBrainz id is one artist'
);
select
    is_empty(
        $$ select from found where external_id = 'A6' $$, 'without a name there is none'
    );

select * from finish();
rollback;
