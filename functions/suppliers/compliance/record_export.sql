-- suppliers.record_export: record an archive that is in the storage.
--
-- An export that was recorded before stays as it is. Where a person was erased since
-- the archive was read, it is not recorded. The lock, which the trigger of erasures
-- takes too, lets no erasure end in between. The job that deletes the archive is
-- enqueued with it. Definer: the worker may write none of the tables.

create or replace function suppliers.record_export(
    p_export_id bigint,
    p_bytes bigint,
    p_sha256 text,
    p_manifest jsonb,
    p_erasures bigint,
    p_download jsonb default null
)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_export constant suppliers.compliance_exports := suppliers._lock_export(
        p_export_id
    );
    v_expires constant timestamptz := core.now() + make_interval(
        days => core.setting('suppliers.compliance_export_days')::integer
    );
begin
    perform pg_advisory_xact_lock(hashtextextended('suppliers.compliance_exports', 0));
    if v_export.status <> 'pending' then
        return v_export.status;
    elsif p_erasures <> (suppliers.find_export(p_export_id) ->> 'erasures')::bigint then
        return 'outdated';
    end if;
    update suppliers.compliance_exports as e
    set
        status = 'ready',
        bytes = p_bytes,
        sha256 = p_sha256,
        manifest = p_manifest,
        download = p_download,
        finished_at = greatest(core.now(), e.requested_at),
        expires_at = v_expires
    where e.id = p_export_id;
    perform core.enqueue(
        'suppliers.delete_export',
        jsonb_build_object('v', 1, 'export_id', p_export_id),
        p_run_at => v_expires
    );
    if v_export.requested_by is not null then
        perform core.notify_user(
            v_export.requested_by,
            'suppliers.compliance_export.ready',
            jsonb_build_object('v', 1, 'export_id', p_export_id)
        );
    end if;
    return 'ready';
end;
$$;

grant execute on function suppliers.record_export(
    bigint, bigint, text, jsonb, bigint, jsonb
) to app_worker;

comment on function suppliers.record_export(
    bigint, bigint, text, jsonb, bigint, jsonb
) is
$$The status of the export; outdated: a person was erased since, so make it again.

p_erasures is that of suppliers.find_export when the archive was read. Who asked is
notified.
Units: p_bytes in bytes.
Errors: PT404 suppliers.unknown_export.
$$;
