-- concerts.run_find_duplicates: the job that merges duplicates and queues doubtful
-- ones.
--
-- Venues first, then artists: their merges bring shows and songs together. Rounds go on
-- until one merges nothing, as a merged record may be like a third one. What is more
-- than 500 merges waits for the next night. Each round is a job, which adds the next:
-- folds, feeds and voters wait for the merges of one round only. A round that fails is
-- tried again. Search documents are made right at the end.
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
    c_entities constant text[] := '{venue,artist,song,show}'::text[];
    c_rounds constant integer := 5;
    v_place integer := coalesce((p_job.payload ->> 'place')::integer, 1);
    v_round integer := coalesce((p_job.payload ->> 'round')::integer, 1);
    v_left integer := coalesce((p_job.payload ->> 'left')::integer, 500);
    v_merges integer;
begin
    perform pg_advisory_xact_lock(hashtextextended('concerts.run_find_duplicates', 0));
    v_merges := concerts._merge_round(c_entities[v_place], v_left);
    if v_merges > 0 and v_round < c_rounds then
        v_round := v_round + 1;
    else
        perform concerts._close_candidates(c_entities[v_place]);
        v_place := v_place + 1;
        v_round := 1;
    end if;
    if v_place > cardinality(c_entities) then
        perform concerts.reindex_search();
        return;
    end if;
    perform core.enqueue(
        'concerts.find_duplicates',
        jsonb_build_object('place', v_place, 'round', v_round, 'left', v_left - v_merges),
        p_job.queue
    );
end;
$$;

comment on function concerts.run_find_duplicates(core.jobs) is
$$Merge up to 500 pairs by concerts.match_sources; the handler of the job.

A job is one round of an entity, and adds the job of the next round; payload of these:
{place of the entity, round, merges left}.
Emits: concerts.record.merged on concerts:records.
$$;
