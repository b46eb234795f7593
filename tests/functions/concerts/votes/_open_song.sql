-- Proves functions/concerts/votes/_open_song.sql.
begin;
select plan(6);

-- Given: the small tour; a played setlist.
select tests.small_tour();
insert into concerts.setlists (id, show_id, kind)
overriding system value values (5009, 4001, 'played');
insert into concerts.setlist_songs (id, setlist_id, song_id, place)
overriding system value values (6009, 5009, 3001, 1);

select is(
    concerts._open_song(6001), '2099-05-01T12:00Z', 'votes are open until the start'
);
select is(
    tests.refusal(format('select concerts._open_song(%L)', c.id)) ->> 'key', c.key,
    c.what
)
from (
    values
    (null, 'concerts.unknown_song', 'no song'),
    (1, 'concerts.unknown_song', 'an unknown song'),
    (6004, 'concerts.voting_closed', 'a show that started'),
    (6005, 'concerts.voting_closed', 'a show that was cancelled'),
    (6009, 'concerts.voting_closed', 'a setlist that was played')
) as c (id, key, what);

select * from finish();
rollback;
