-- concerts.run_fold_votes: add new votes to the heats of artists, and emit the counts.
--
-- One caller at a time (an advisory lock; another one returns at once), so heats are
-- written by one transaction at a time. The rows of the queue, the heats and the events
-- commit together: after a crash the queue still has its rows. Definer: no role may
-- write the tables.

create or replace function concerts.run_fold_votes()
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 10000;
    v_ids bigint[];
begin
    if not pg_try_advisory_xact_lock(hashtextextended('concerts.run_fold_votes', 0)) then
        return false;
    end if;
    v_ids := array(select c.id from concerts.vote_changes as c order by c.id limit c_most);
    if cardinality(v_ids) = 0 then
        return false;
    end if;

    perform concerts._fold_heats(v_ids);
    perform concerts._emit_votes(s.setlist_id, array_agg(distinct s.id order by s.id))
    from concerts.vote_changes as c
    inner join concerts.setlist_songs as s on c.setlist_song_id = s.id
    where c.id = any(v_ids)
    group by s.setlist_id
    order by s.setlist_id;
    delete from concerts.vote_changes
    where id = any(v_ids);
    return cardinality(v_ids) = c_most;
end;
$$;

grant execute on function concerts.run_fold_votes() to app_worker;

comment on function concerts.run_fold_votes() is
$$Take up to 10,000 votes from the queue; returns whether more may be left.

Emits: concerts.setlist.voted on concerts:setlist:<id>, one event for each setlist.
$$;
