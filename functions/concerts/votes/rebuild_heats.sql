-- concerts.rebuild_heats: compute the heats of all artists from the votes.
--
-- After a change of the half-life. Takes the lock of concerts.run_fold_votes and waits
-- for voters whose transactions are open; voters then wait for it. Definer: no role may
-- write the table.

create or replace function concerts.rebuild_heats()
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    perform core.require_role('admin');
    perform pg_advisory_xact_lock(hashtextextended('concerts.run_fold_votes', 0));
    lock table concerts.votes in share mode;
    delete from concerts.vote_changes
    where true;
    delete from concerts.artist_heats
    where true;
    insert into concerts.artist_heats (artist_id, votes, heat)
    select h.artist_id, count(*), concerts._sum_logs(
        array_agg(concerts._vote_weight(v.voted_at)), null
    )
    from concerts.votes as v
    inner join concerts.setlist_songs as s on v.setlist_song_id = s.id
    inner join concerts.setlists as l on s.setlist_id = l.id
    inner join concerts.shows as h on l.show_id = h.id
    group by h.artist_id;
    get diagnostics v_count = row_count;
    return jsonb_build_object('artists', v_count);
end;
$$;

grant execute on function concerts.rebuild_heats() to authenticated, service_role;

comment on function concerts.rebuild_heats() is
$$Compute concerts.artist_heats again; for app role admin.

Voters wait meanwhile. artists is how many have votes.
Returns: {artists: bigint}
Errors: PT403 core.not_permitted.
Example: {}
Budget: 60000 ms.
$$;
