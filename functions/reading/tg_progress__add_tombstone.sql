-- reading.tg_progress__add_tombstone: a deleted row leaves a tombstone with the next
-- version.
--
-- Lock order: the reader's row, then the tombstone. Definer: a reader has no grant on
-- either.

create or replace function reading.tg_progress__add_tombstone()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version bigint;
begin
    update reading.progress_versions as r
    set version = r.version + 1
    where r.user_id = old.user_id
    returning r.version into v_version;

    insert into reading.tombstones as t (user_id, series_id, deleted_at, version)
    values (
        old.user_id,
        old.series_id,
        greatest(core.now(), old.updated_at + interval '1 microsecond'),
        v_version
    )
    on conflict (user_id, series_id) do update
    set
        deleted_at = excluded.deleted_at,
        version = excluded.version;
    return old;
end;
$$;

comment on function reading.tg_progress__add_tombstone() is
    'After delete: writes a tombstone, later than the last edit of the row.';
