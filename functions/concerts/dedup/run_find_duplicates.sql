-- concerts.run_find_duplicates: the job that merges duplicates and queues doubtful
-- ones.
--
-- Venues first, then artists: their merges bring shows and songs together. Rounds go on
-- until one merges nothing, as a merged record may be like a third one. What is more
-- than 500 merges waits for the next run. Search documents are made right at the end.
--
-- Locks: the advisory lock of this name, which decide_duplicate takes first, too; the
-- entities; then pairs, and with the first merge those of concerts._lock_merging, in
-- either order. Without the first lock, a decision that holds those of merging and
-- waits for a pair, and the job that queued the pair and then merges, would wait for
-- each other.

create or replace function concerts.run_find_duplicates(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 500;
    v_entity text;
    v_merges integer;
    v_left integer := c_most;
begin
    perform pg_advisory_xact_lock(hashtextextended('concerts.run_find_duplicates', 0));
    foreach v_entity in array '{venue,artist,song,show}'::text[] loop
        for n in 1 .. 5 loop
            v_merges := concerts._merge_round(v_entity, v_left);
            v_left := v_left - v_merges;
            exit when v_merges = 0;
        end loop;
        perform concerts._close_candidates(v_entity);
    end loop;
    perform concerts.reindex_search();
    raise debug 'job % merged % pairs', p_job.id, c_most - v_left;
end;
$$;

comment on function concerts.run_find_duplicates(core.jobs) is
$$Merge up to 500 pairs by concerts.match_sources; the handler of the job.

Emits: concerts.record.merged on concerts:records.
$$;
