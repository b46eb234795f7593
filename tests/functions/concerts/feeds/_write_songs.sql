-- Proves functions/concerts/feeds/_write_songs.sql.
begin;
select plan(3);

-- Given: a played setlist with three songs.
do $do$
begin
    perform concerts.merge_setlistfm(tests.feed_setlist());
end;
$do$;
create temporary table given as
select jsonb_build_array(jsonb_build_object(
    'record_id', l.id, 'artist_id', s.artist_id, 'source_version', 'v2',
    'songs',
    '[{"title": "TWO", "encore": 0, "is_tape": false}, {"title": "Four", "encore": 0,
        "is_tape": false, "cover_of": "X"}]'::jsonb
)) as it
from concerts.setlists as l inner join concerts.shows as s on l.show_id = s.id;
select is(concerts._write_songs((select it from given)), 1::bigint, 'one changes');
select results_eq(
    'select o.title, o.cover_of from concerts.setlist_songs as s
        inner join concerts.songs as o on s.song_id = o.id order by s.place',
    $$ values ('Two', null), ('Four', 'X') $$,
    'places are those of the source, songs keep their spelling'
);
select is(
    concerts._write_songs((select it from given)),
    0::bigint,
    'the same again changes nothing'
);

select * from finish();
rollback;
