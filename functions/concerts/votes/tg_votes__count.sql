-- concerts.tg_votes__count: keep the counters of votes, and queue the votes for trends.
--
-- Shards are locked in the order of their keys. A voter's shard follows from the
-- voter's id, so a withdrawal takes from the shard that the vote was added to. Definer:
-- no role may write the counters.

create or replace function concerts.tg_votes__count()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        insert into concerts.vote_counts as c (setlist_song_id, shard, votes)
        select r.setlist_song_id, concerts._vote_shard(r.user_id), count(*)
        from changed_rows as r
        group by 1, 2
        order by 1, 2
        on conflict (setlist_song_id, shard) do update
        set votes = c.votes + excluded.votes;
    else
        perform from concerts.vote_counts as c
        inner join changed_rows as r
            on
                c.setlist_song_id = r.setlist_song_id
                and c.shard = concerts._vote_shard(r.user_id)
        order by c.setlist_song_id, c.shard
        for no key update of c;
        update concerts.vote_counts as c
        set votes = c.votes - g.votes
        from (
            select
                r.setlist_song_id, concerts._vote_shard(r.user_id) as shard,
                count(*) as votes
            from changed_rows as r
            group by 1, 2
        ) as g
        where c.setlist_song_id = g.setlist_song_id and c.shard = g.shard;
    end if;
    insert into concerts.vote_changes (setlist_song_id, voted_at, change)
    select r.setlist_song_id, r.voted_at, case tg_op when 'INSERT' then 1 else -1 end
    from changed_rows as r;
    return null;
end;
$$;

comment on function concerts.tg_votes__count() is
    'Add the votes of a statement to concerts.vote_counts and concerts.vote_changes.';
