-- concerts._list_top_shows: the coming shows with the most wishes, computed now.
--
-- score = votes for its wished setlist + those of its artist, decayed; candidates are
-- the next shows, so the work is bounded. The settings are read once, not for each
-- show: weight is materialized. Today is that of UTC, whatever the caller's time zone.

create or replace function concerts._list_top_shows(p_limit integer)
    returns table (
        show_id bigint, artist text, venue text, show_on date, votes bigint,
        score double precision
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with weight as materialized (
        select
            (core.now() at time zone 'UTC')::date as today,
            concerts._vote_weight(core.now()) as now_log
    )

    select
        s.id, a.name, v.name, s.show_on, coalesce(c.votes, 0),
        coalesce(c.votes, 0)
        + coalesce(concerts._decay(h.heat - w.now_log), 0)
    from weight as w
    cross join lateral (
        select n.id, n.artist_id, n.venue_id, n.show_on
        from concerts.shows as n
        where n.show_on >= w.today and n.status <> 'cancelled'
        order by n.show_on, n.id
        limit 1000
    ) as s
    inner join concerts.artists as a on s.artist_id = a.id
    left join concerts.venues as v on s.venue_id = v.id
    left join concerts.artist_heats as h on s.artist_id = h.artist_id
    left join lateral (
        select sum(n.votes)::bigint as votes
        from concerts.setlists as l
        inner join concerts.setlist_songs as o on l.id = o.setlist_id
        inner join concerts.vote_counts as n on o.id = n.setlist_song_id
        where l.show_id = s.id and l.kind = 'wished'
    ) as c on true
    order by 6 desc, s.show_on, s.id
    limit p_limit
$$;

comment on function concerts._list_top_shows(integer) is
    'Return up to p_limit of the next 1,000 shows, the greatest score first.';
