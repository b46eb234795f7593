-- suppliers.expire_export: record that an archive goes.
--
-- Recorded before the file is deleted, so no link is made to a file that is gone; a job
-- that runs again deletes once more. Definer: the worker may write none of the tables.

create or replace function suppliers.expire_export(p_export_id bigint)
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
begin
    if v_export.status = 'pending' then
        return null;
    elsif core.is_on_legal_hold('suppliers.compliance_exports') then
        perform core.enqueue(
            'suppliers.delete_export',
            jsonb_build_object('v', 1, 'export_id', p_export_id),
            p_run_at => core.now() + interval '1 day'
        );
        return null;
    end if;
    update suppliers.compliance_exports as e
    set
        status = 'expired',
        download = null
    where e.id = p_export_id;
    return v_export.storage_key;
end;
$$;

grant execute on function suppliers.expire_export(bigint) to app_worker;

comment on function suppliers.expire_export(bigint) is
$$Where the file to delete is; null while suppliers.compliance_exports is on hold: then
another job tries a day later.

Errors: PT404 suppliers.unknown_export.
$$;
