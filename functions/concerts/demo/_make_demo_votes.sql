-- concerts._make_demo_votes: votes of made-up users for the wished songs of the demo.
--
-- A popular artist has more votes, and some songs are liked more than others. Voters
-- are 250 listeners, neither ada nor bob, so these have all their votes. Votes came in
-- the last two weeks before now, or before the show, more of them late.

create or replace function concerts._make_demo_votes(p_show_ids bigint[])
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    insert into concerts.votes (setlist_song_id, user_id, voted_at, closes_at)
    select
        s.id,
        md5(format('demo-listener-%s', r.listener))::uuid,
        least(core.now(), h.closes_at - interval '1 minute')
        - interval '14 days' * w.share * w.share,
        h.closes_at
    from (
        select
            o.id,
            l.show_id,
            coalesce(a.popularity, 50) / 80.0 as fame,
            concat_ws('/', h.title, t.title, '') as seed,
            concerts._demo_share(concat_ws('/', a.name, t.title)) as liking
        from concerts.setlist_songs as o
        inner join concerts.songs as t on o.song_id = t.id
        inner join concerts.setlists as l on o.setlist_id = l.id
        inner join concerts.shows as h on l.show_id = h.id
        inner join concerts.artists as a on h.artist_id = a.id
        where l.show_id = any(p_show_ids) and l.kind = 'wished'
    ) as s
    inner join concerts.shows as h on s.show_id = h.id
    cross join lateral generate_series(
        1,
        floor(
            s.fame * s.fame * s.fame * (2 + 19 * s.liking * s.liking)
            * (0.6 + 0.8 * concerts._demo_share(s.seed))
        )::integer
    ) as n
    cross join lateral (
        select 1 + (floor(250 * concerts._demo_share(s.seed))::integer + n * 7) % 250
            as listener
    ) as r
    cross join lateral (
        select concerts._demo_share(s.seed || r.listener) as share
    ) as w;
    get diagnostics v_count = row_count;
    return v_count;
end;
$$;

comment on function concerts._make_demo_votes(bigint[]) is
    'Returns how many votes were made.';
