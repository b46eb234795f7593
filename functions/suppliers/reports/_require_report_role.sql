-- suppliers._require_report_role: raise unless the caller may ask for reports about a
-- supplier, or about all that it sees.
--
-- What the caller does not see is unknown.

create or replace function suppliers._require_report_role(p_supplier_id bigint)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin', 'analyst', 'project_manager', 'supplier');
    if p_supplier_id is null
        or p_supplier_id = any(suppliers.own_supplier_ids())
        or (
            core.can_act_as('admin', 'analyst')
            and exists (
                select from suppliers.suppliers as s where s.id = p_supplier_id
            )
        )
        or exists (
            select
            from suppliers.supplier_projects as s
            where
                s.supplier_id = p_supplier_id
                and s.project_id = any(suppliers.managed_project_ids())
        )
    then
        return;
    end if;
    perform core.raise_error(
        'suppliers.unknown_supplier', format('There is no supplier %s.', p_supplier_id)
    );
end;
$$;

comment on function suppliers._require_report_role(bigint) is
$$For admins, analysts, project managers and suppliers; null: no supplier is asked for.

Errors: PT403 core.not_permitted, PT404 suppliers.unknown_supplier.
$$;
