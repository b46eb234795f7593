-- concerts._sum_heat: the heat of an artist by the votes, without those in the queue.
--
-- What the queue adds later is taken away, and what it takes away later is added.

create or replace function concerts._sum_heat(
    p_artist_id bigint, out votes bigint, out heat double precision
)
    returns record
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with song as materialized (
        select s.id
        from concerts.shows as h
        inner join concerts.setlists as l on h.id = l.show_id
        inner join concerts.setlist_songs as s on l.id = s.setlist_id
        where h.artist_id = p_artist_id
    )

    , term as materialized (
        select v.voted_at, 1 as change
        from song as s
        inner join concerts.votes as v on s.id = v.setlist_song_id
        union all
        select c.voted_at, -c.change
        from concerts.vote_changes as c
        inner join song as s on c.setlist_song_id = s.id
    )

    select
        coalesce(sum(t.change), 0)::bigint,
        concerts._sum_logs(
            array_agg(concerts._vote_weight(t.voted_at)) filter (where t.change > 0),
            array_agg(concerts._vote_weight(t.voted_at)) filter (where t.change < 0)
        )
    from term as t
$$;

comment on function concerts._sum_heat(bigint) is
    'Return what concerts.artist_heats should have of an artist.';
