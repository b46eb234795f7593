-- tests.small_tour: two artists, a venue, three shows and a wished setlist. Made once.
--
-- Show 4001 of Alto (1001) in 2099 has the wished setlist 5001 with the songs 6001 to
-- 6003; show 4002 was in 2020 (setlist 5002, song 6004); show 4003 of Basso is
-- cancelled. ada and bob vote for 6001, and watch show 4001.

create or replace function tests.small_tour()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from concerts.artists as a where a.id = 1001) then
        return;
    end if;
    -- No two kinds of row share an id, so a policy that compares the wrong one shows.
    insert into concerts.artists (id, name, popularity)
    overriding system value
    values (1001, 'Alto', 60), (1002, 'Basso', null);
    insert into concerts.venues (id, name, city, country, timezone)
    overriding system value
    values (2001, 'Hall', 'Manila', 'PH', 'Asia/Manila');
    insert into concerts.songs (id, artist_id, title)
    overriding system value
    values (3001, 1001, 'One'), (3002, 1001, 'Two'), (3003, 1001, 'Three');
    insert into concerts.shows (
        id, artist_id, venue_id, show_on, starts_at, timezone, status
    )
    overriding system value
    values
    (4001, 1001, 2001, '2099-05-01', '2099-05-01T12:00Z', 'Asia/Manila', 'scheduled'),
    (4002, 1001, 2001, '2020-05-01', null, 'Asia/Manila', 'scheduled'),
    (4003, 1002, 2001, '2099-06-01', null, 'Asia/Manila', 'cancelled');
    insert into concerts.setlists (id, show_id)
    overriding system value
    values (5001, 4001), (5002, 4002), (5003, 4003);
    insert into concerts.setlist_songs (id, setlist_id, song_id, place)
    overriding system value
    values
    (6001, 5001, 3001, 1), (6002, 5001, 3002, 2), (6003, 5001, 3003, 3),
    (6004, 5002, 3001, 1), (6005, 5003, 3001, 1);
    insert into concerts.votes (setlist_song_id, user_id, voted_at, closes_at)
    values
    (6001, tests.user('ada'), core.now(), '2099-05-01T12:00Z'),
    (6001, tests.user('bob'), core.now(), '2099-05-01T12:00Z');
    insert into concerts.viewers (show_id, user_id, expires_at)
    values
    (4001, tests.user('ada'), core.now() + interval '30 seconds'),
    (4001, tests.user('bob'), core.now() + interval '30 seconds');
    insert into concerts.artist_heats (artist_id, votes, heat)
    values (1002, 1, 1);
    insert into concerts.external_ids (
        source, entity, external_id, record_id, seen_at
    )
    values ('spotify', 'artist', 'sp-1', 1001, core.now());
end;
$$;
