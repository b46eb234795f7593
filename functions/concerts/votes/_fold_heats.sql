-- concerts._fold_heats: add some changes of votes to the heats of their artists.
--
-- The caller holds the lock of concerts.run_fold_votes.

create or replace function concerts._fold_heats(p_change_ids bigint[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with part as materialized (
        select
            h.artist_id,
            c.change,
            concerts._vote_weight(c.voted_at) as weight
        from concerts.vote_changes as c
        inner join concerts.setlist_songs as s on c.setlist_song_id = s.id
        inner join concerts.setlists as l on s.setlist_id = l.id
        inner join concerts.shows as h on l.show_id = h.id
        where c.id = any(p_change_ids)
    )

    , merged as materialized (
        select
            p.artist_id,
            coalesce(max(a.votes), 0) + sum(p.change) as votes,
            concerts._sum_logs(
                array_agg(p.weight) filter (where p.change > 0) || max(a.heat),
                array_agg(p.weight) filter (where p.change < 0)
            ) as heat
        from part as p
        left join concerts.artist_heats as a on p.artist_id = a.artist_id
        group by p.artist_id
    )

    , gone as (
        delete from concerts.artist_heats as a
        using merged as m
        where a.artist_id = m.artist_id and m.votes <= 0
    )

    insert into concerts.artist_heats as a (artist_id, votes, heat)
    select m.artist_id, m.votes, m.heat
    from merged as m
    where m.votes > 0
    on conflict (artist_id) do update
    set
        votes = excluded.votes,
        heat = excluded.heat;
$$;

comment on function concerts._fold_heats(bigint[]) is
    'Add rows of concerts.vote_changes to concerts.artist_heats.';
