-- core.record_backup: note a backup, or that one was rehearsed.
--
-- A rehearsal may come to a database that has no row of the backup: it was restored to
-- an earlier time since. Then the rehearsal makes the row.

create or replace function core.record_backup(
    p_label text,
    p_kind text,
    p_taken_at timestamptz,
    p_size_bytes bigint,
    p_is_rehearsed boolean default false
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.backups as b (label, kind, taken_at, size_bytes, rehearsed_at)
    values (
        p_label,
        p_kind,
        p_taken_at,
        p_size_bytes,
        case when p_is_rehearsed then core.now() end
    )
    on conflict (label) do update
    set
        kind = excluded.kind,
        taken_at = excluded.taken_at,
        size_bytes = excluded.size_bytes,
        rehearsed_at = case
            when excluded.rehearsed_at is not null then excluded.rehearsed_at
            when b.taken_at = excluded.taken_at then b.rehearsed_at
        end;
end;
$$;

comment on function core.record_backup(text, text, timestamptz, bigint, boolean) is
$$Note a backup that was taken, or that one was restored for a trial and held.

The owner calls it, through `rowhouse db backup` and `rowhouse db rehearse-restore`.
Units: p_size_bytes is bytes.
Errors: 23514 if the kind is not logical or physical.
$$;
