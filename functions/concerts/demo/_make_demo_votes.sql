-- concerts._make_demo_votes: let 200 fans vote for songs of the coming shows.
--
-- A fixed seed: bytes of a hash of song and fan say who votes for what, and when within
-- the last ten days. The first fan votes for every song.

create or replace function concerts._make_demo_votes()
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_votes bigint;
begin
    insert into concerts.votes (setlist_song_id, user_id, voted_at, closes_at)
    select
        s.id, concerts._demo_fan(n),
        core.now() - interval '10 days' * (get_byte(b.hash, 2) * 256 + get_byte(b.hash, 1))
        / 65536.0,
        h.closes_at
    from concerts._list_demo_coming_shows() as c
    inner join concerts.shows as h
        on
            h.artist_id = concerts._demo_artist(c.artist)
            and h.show_on = concerts._demo_day(c.venue, c.days_ahead)
    inner join concerts.setlists as l on l.show_id = h.id and l.kind = 'wished'
    inner join concerts.setlist_songs as s on s.setlist_id = l.id
    inner join concerts.songs as o on s.song_id = o.id
    cross join generate_series(1, 200) as n
    cross join lateral (
        select
            sha256(convert_to(o.title, 'UTF8')) as song_hash,
            sha256(convert_to(o.title || '/' || n, 'UTF8')) as hash
    ) as b
    where
        n = 1
        or get_byte(b.hash, 0) / 256.0
        < c.interest * (0.2 + 0.8 * get_byte(b.song_hash, 0) / 256.0)
    order by s.id, n
    on conflict (setlist_song_id, user_id) do nothing;
    get diagnostics v_votes = row_count;
    return v_votes;
end;
$$;

comment on function concerts._make_demo_votes() is
    'Vote for the wished setlists of the demo; returns how many votes are new.';
