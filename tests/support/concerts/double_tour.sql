-- tests.double_tour: the small tour, and a second Alto (1003) with shows of the same
-- days. Made once.
--
-- Show 4101 of 1003 is show 4001 of Alto again; its setlist 5101 has the songs Two
-- (3102, 6101) and Four (3104, 6102). ada votes for Two there, bob for Two and Four;
-- ada voted for Two of Alto, too. Show 4102 of 1003 is at a second Hall (2002). The
-- queue of votes is empty, and the heats are right.

create or replace function tests.double_tour()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from concerts.artists as a where a.id = 1003) then
        return;
    end if;
    perform tests.small_tour();
    insert into concerts.artists (id, name, ticketmaster_id, genres)
    overriding system value
    values (1003, 'Alto', 'K1', '{rock}');
    insert into concerts.venues (id, name, city, country, timezone)
    overriding system value
    values (2002, 'The Hall', 'Manila', 'PH', 'Asia/Manila');
    insert into concerts.songs (id, artist_id, title)
    overriding system value
    values (3102, 1003, 'TWO'), (3104, 1003, 'Four');
    insert into concerts.shows (
        id, artist_id, venue_id, show_on, timezone, url, updated_at, created_at
    )
    overriding system value
    values
    (
        4101, 1003, 2001, '2099-05-01', 'Asia/Manila', 'https://x.example/1',
        core.now() + interval '1 day', core.now()
    ),
    (4102, 1003, 2002, '2099-05-02', 'Asia/Manila', null, core.now(), core.now());
    insert into concerts.setlists (id, show_id)
    overriding system value
    values (5101, 4101);
    insert into concerts.setlist_songs (id, setlist_id, song_id, place)
    overriding system value
    values (6101, 5101, 3102, 1), (6102, 5101, 3104, 2);
    insert into concerts.votes (setlist_song_id, user_id, voted_at, closes_at)
    values
    (6002, tests.user('ada'), core.now(), '2099-05-01T12:00Z'),
    (6101, tests.user('ada'), core.now(), '2099-04-30T16:00Z'),
    (6101, tests.user('bob'), core.now(), '2099-04-30T16:00Z'),
    (6102, tests.user('bob'), core.now(), '2099-04-30T16:00Z');
    insert into concerts.external_ids (
        source, entity, external_id, record_id, seen_at
    )
    values
    ('spotify', 'artist', 'sp-2', 1003, core.now()),
    ('ticketmaster', 'show', 'tm-2', 4101, core.now());
    delete from concerts.vote_changes
    where true;
    delete from concerts.artist_heats
    where true;
    perform concerts._mend_heats('{1001,1002,1003}');
end;
$$;
