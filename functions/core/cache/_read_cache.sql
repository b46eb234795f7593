-- core._read_cache: a valid entry, fresh or stale.
--
-- An entry is invalid if a change of one of its tags is visible now that its
-- computation could not see. The index on (tag, xid) is read from the entry's oldest
-- unseen transaction on, so a tag without changes costs one lookup.

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
                h.tag = any(core._cache_tags(c.tags, p_arguments))
                and h.xid >= pg_snapshot_xmin(e.snapshot)
                and not pg_visible_in_snapshot(h.xid, e.snapshot)
        )
$$;

comment on function core._read_cache(text, jsonb) is
$$The valid entry of these arguments, or null.
$$;
