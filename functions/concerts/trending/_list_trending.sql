-- concerts._list_trending: the artists that are trending, computed now.
--
-- score = votes, decayed + shows near in time + popularity where it is known, with the
-- weights of the setting concerts.trending_weights. Candidates are the first artists by
-- each of the three, so the work is bounded however many artists there are. The
-- settings are read once, not for each of them: weight is materialized. Today is that
-- of UTC, whatever the caller's time zone: the answer is cached for all.

create or replace function concerts._list_trending(p_limit integer)
    returns table (
        artist_id bigint, name text, score double precision, votes bigint,
        next_show_on date
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with weight as materialized (
        select
            (w.setting ->> 'votes')::double precision as votes,
            (w.setting ->> 'shows')::double precision as shows,
            (w.setting ->> 'popularity')::double precision as popularity,
            (core.now() at time zone 'UTC')::date as today,
            concerts._vote_weight(core.now()) as now_log
        from (select core.setting('concerts.trending_weights') as setting) as w
    )

    , candidate as (
        (
            select h.artist_id
            from concerts.artist_heats as h
            order by h.heat desc
            limit 1000
        )
        union
        (
            select a.id
            from concerts.artists as a
            where a.popularity is not null
            order by a.popularity desc, a.id
            limit 1000
        )
        union
        (
            select s.artist_id
            from concerts.shows as s
            where
                s.show_on >= (core.now() at time zone 'UTC')::date
                and s.status <> 'cancelled'
            order by s.show_on, s.id
            limit 1000
        )
    )

    , scored as (
        select
            a.id,
            a.name,
            h.votes,
            n.show_on,
            w.votes * coalesce(concerts._decay(h.heat - w.now_log), 0)
            + w.shows * coalesce(
                concerts._decay((w.today - n.show_on) / 14.0::double precision), 0
            )
            + w.popularity * coalesce(a.popularity, 0) / 100 as score
        from candidate as c
        inner join concerts.artists as a on c.artist_id = a.id
        cross join weight as w
        left join concerts.artist_heats as h on c.artist_id = h.artist_id
        left join lateral (
            select s.show_on
            from concerts.shows as s
            where
                s.artist_id = c.artist_id
                and s.show_on >= w.today
                and s.status <> 'cancelled'
            order by s.show_on
            limit 1
        ) as n on true
    )

    select s.id, s.name, s.score, coalesce(s.votes, 0), s.show_on
    from scored as s
    where s.score > 0
    order by s.score desc, s.id
    limit p_limit
$$;

comment on function concerts._list_trending(integer) is
    'Return up to p_limit artists, the greatest score first.';
