-- concerts._mend_vote_counts: make the counters of some songs equal their votes.
--
-- After an undo, where users voted since the merge. A counter that is right stays as it
-- is. The counters are locked first: then no voter is between a vote and its counter
-- while the votes are counted.

create or replace function concerts._mend_vote_counts(p_song_ids bigint[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform from concerts.vote_counts as c
    where c.setlist_song_id = any(p_song_ids)
    order by c.setlist_song_id, c.shard
    for no key update;
    with present as materialized (
        select
            v.setlist_song_id, concerts._vote_shard(v.user_id) as shard,
            count(*) as votes
        from concerts.votes as v
        where v.setlist_song_id = any(p_song_ids)
        group by 1, 2
    )

    , emptied as (
        update concerts.vote_counts as c
        set votes = 0
        where
            c.setlist_song_id = any(p_song_ids)
            and c.votes <> 0
            and not exists (
                select
                from present as p
                where p.setlist_song_id = c.setlist_song_id and p.shard = c.shard
            )
    )

    insert into concerts.vote_counts as c (setlist_song_id, shard, votes)
    select p.setlist_song_id, p.shard, p.votes
    from present as p
    order by p.setlist_song_id, p.shard
    on conflict (setlist_song_id, shard) do update
    set votes = excluded.votes
    where c.votes <> excluded.votes;
end;
$$;

comment on function concerts._mend_vote_counts(bigint[]) is
    'Correct the counters of these songs of setlists that are wrong.';
