-- suppliers._lock_export: an export, locked for its job.

create or replace function suppliers._lock_export(p_export_id bigint)
    returns suppliers.compliance_exports
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_export suppliers.compliance_exports;
begin
    select e.* into v_export
    from suppliers.compliance_exports as e
    where e.id = p_export_id
    for no key update;
    if v_export.id is null then
        perform core.raise_error(
            'suppliers.unknown_export',
            format('There is no export %s.', coalesce(p_export_id::text, 'null'))
        );
    end if;
    return v_export;
end;
$$;

comment on function suppliers._lock_export(bigint) is
    'Errors: PT404 suppliers.unknown_export.';
