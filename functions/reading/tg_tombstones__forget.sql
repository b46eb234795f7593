-- reading.tg_tombstones__forget: a purged tombstone makes older devices start anew.
--
-- Without it they would keep a deleted row for ever. It runs once per statement, as
-- retention deletes many rows. Definer: the role that purges has no grant on
-- reading.progress_versions.

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
    'After delete: raises forgotten_version of the readers whose tombstones are gone.';
