-- suppliers._require_supplier: raise unless the caller sees a supplier.

create or replace function suppliers._require_supplier(p_supplier_id bigint)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select
        from suppliers.suppliers as s
        where
            s.id = p_supplier_id
            and (
                core.can_act_as('admin', 'project_manager')
                or s.id = any(suppliers.own_supplier_ids())
            )
    ) then
        perform core.raise_error(
            'suppliers.unknown_supplier',
            format('There is no supplier %s.', coalesce(p_supplier_id::text, 'null'))
        );
    end if;
end;
$$;

comment on function suppliers._require_supplier(bigint) is
$$For admins, project managers, servers and the people of the supplier.

Errors: PT404 suppliers.unknown_supplier.
$$;
