-- concerts._cancel_vote_changes: drop what a merge and its undo queued for nothing.
--
-- The vote that a merge dropped left a withdrawal in the queue, its return a vote.
-- Where the first one is still there both go: together they count nothing.

create or replace function concerts._cancel_vote_changes(p_after_id bigint)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with numbered as materialized (
        select c.id, c.setlist_song_id, c.voted_at, c.change, row_number() over (
            partition by c.setlist_song_id, c.voted_at, c.change order by c.id desc
        ) as place
        from concerts.vote_changes as c
        where c.id > p_after_id or c.change < 0
    )

    delete from concerts.vote_changes as c
    using numbered as a
    inner join numbered as b
        on
            a.setlist_song_id = b.setlist_song_id
            and a.voted_at = b.voted_at
            and a.place = b.place
            and a.change > 0
            and b.change < 0
    where c.id in (a.id, b.id)
$$;

comment on function concerts._cancel_vote_changes(bigint) is
    'Delete votes after an id of the queue with the withdrawals of the same votes.';
