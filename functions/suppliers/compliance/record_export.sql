-- suppliers.record_export: record an archive that is in the storage.
--
-- An export that was recorded before stays as it is. The job that deletes the archive is
-- enqueued with it. Definer: the worker may write none of the tables.

create or replace function suppliers.record_export(
    p_export_id bigint,
    p_bytes bigint,
    p_sha256 text,
    p_manifest jsonb,
    p_download jsonb default null
)
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_export constant suppliers.compliance_exports := suppliers._lock_export(p_export_id);
    v_expires constant timestamptz := core.now() + make_interval(
        days => core.setting('suppliers.compliance_export_days')::integer
    );
begin
    if v_export.status <> 'pending' then
        return false;
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
    return true;
end;
$$;

grant execute on function suppliers.record_export(bigint, bigint, text, jsonb, jsonb)
to app_worker;

comment on function suppliers.record_export(bigint, bigint, text, jsonb, jsonb) is
$$Whether the export was pending; otherwise nothing is recorded. Notifies who asked.

Units: p_bytes in bytes.
Errors: PT404 suppliers.unknown_export.
$$;
