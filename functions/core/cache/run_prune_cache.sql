-- core.run_prune_cache: the job that deletes invalid responses and old changes.
--
-- Entries are deleted first: a change may be deleted once no entry is older than it. A
-- computation that began before the change and still runs could store an entry that
-- misses the change. So changes are kept for an hour, longer than any computation may
-- take.

create or replace function core.run_prune_cache(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_gone bigint;
begin
    delete from core.cache_entries
    where stale_until_at <= core.now();
    get diagnostics v_gone = row_count;
    raise debug 'job %: % stale responses deleted', p_job.id, v_gone;

    delete from core.cache_entries as e
    using core.caches as c
    where
        e.cache = c.name
        and exists (
            select
            from core.cache_changes as h
            where
                h.tag = any(core._cache_tags(c.tags, e.arguments))
                and h.xid >= pg_snapshot_xmin(e.snapshot)
                and not pg_visible_in_snapshot(h.xid, e.snapshot)
        );
    get diagnostics v_gone = row_count;
    raise debug 'job %: % invalid responses deleted', p_job.id, v_gone;

    delete from core.cache_changes
    where changed_at < now() - interval '1 hour';
end;
$$;

comment on function core.run_prune_cache(core.jobs) is
$$Handler of core.prune_cache.
$$;
