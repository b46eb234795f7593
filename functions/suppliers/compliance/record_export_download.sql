-- suppliers.record_export_download: record a signed link to an archive.
--
-- Definer: the worker may write none of the tables.

create or replace function suppliers.record_export_download(
    p_export_id bigint, p_download jsonb
)
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform suppliers._lock_export(p_export_id);
    update suppliers.compliance_exports as e
    set download = p_download
    where e.id = p_export_id and e.status = 'ready';
    return found;
end;
$$;

grant execute on function suppliers.record_export_download(bigint, jsonb) to app_worker;

comment on function suppliers.record_export_download(bigint, jsonb) is
$$Whether the archive is there.

Errors: PT404 suppliers.unknown_export.
$$;
