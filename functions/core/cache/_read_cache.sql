-- core._read_cache: an entry that may still be given, fresh or stale.
--
-- An entry ends when a change of one of its tags is visible now that its computation
-- could not see. The index on (tag, xid) is read from the entry's oldest unseen
-- transaction on, so a quiet tag costs one look.

create or replace function core._read_cache(p_cache text, p_arguments jsonb)
    returns core.cache_entries
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select e.*
    from core.cache_entries as e
    inner join core.caches as c on e.cache = c.name
    where
        e.cache = p_cache
        and e.arguments = p_arguments
        and e.stale_until_at > core.now()
        and not exists (
            select
            from core.cache_changes as h
            where
                h.tag = any(c.tags)
                and h.xid >= pg_snapshot_xmin(e.snapshot)
                and not pg_visible_in_snapshot(h.xid, e.snapshot)
        )
$$;

comment on function core._read_cache(text, jsonb) is
$$The entry of these arguments, unless it ended; null when there is none.
$$;
