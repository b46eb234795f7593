-- suppliers._show_export: an export as callers see it.

create or replace function suppliers._show_export(p_export suppliers.compliance_exports)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', p_export.id,
        'project_id', p_export.project_id,
        'since', p_export.since_at,
        'until', p_export.until_at,
        'status', p_export.status,
        'bytes', p_export.bytes,
        'sha256', p_export.sha256,
        'manifest', p_export.manifest,
        'download', case
            when (p_export.download ->> 'expires_at')::timestamptz > core.now()
                then p_export.download
        end,
        'requested_at', p_export.requested_at,
        'requested_by', p_export.requested_by,
        'finished_at', p_export.finished_at,
        'expires_at', p_export.expires_at
    )
$$;

comment on function suppliers._show_export(suppliers.compliance_exports) is
    'Everything but the place in the storage; a download only while it is valid.';
