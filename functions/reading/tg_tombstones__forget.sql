-- reading.tg_tombstones__forget: devices older than a forgotten tombstone start anew.
--
-- Otherwise they would keep for ever what was deleted. Once a statement: retention
-- forgets many. Definer: whoever forgets need not write reading.progress_versions.

create or replace function reading.tg_tombstones__forget()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    update reading.progress_versions as r
    set forgotten_version = greatest(r.forgotten_version, f.version)
    from (
        select o.user_id, max(o.version) as version
        from old_rows as o
        group by o.user_id
    ) as f
    where r.user_id = f.user_id;
    return null;
end;
$$;

comment on function reading.tg_tombstones__forget() is
    'Raises forgotten_version of the readers whose tombstones went.';
