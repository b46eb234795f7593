-- suppliers._readable_works: the suppliers of a project whose tasks the caller may
-- read: ids of suppliers.supplier_projects.
--
-- Admins, analysts and managers of the project read all; a supplier's people their own,
-- and what is not theirs does not exist for them.

create or replace function suppliers._readable_works(
    p_project_id bigint, p_supplier_id bigint default null
)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_has_all constant boolean := core.can_act_as('admin', 'analyst')
        or p_project_id = any(suppliers.managed_project_ids());
    v_own constant bigint[] := suppliers.own_supplier_ids();
    v_ids constant bigint[] := array(
        select s.id
        from suppliers.supplier_projects as s
        where
            s.project_id = p_project_id
            and (v_has_all or s.supplier_id = any(v_own))
            and s.supplier_id = coalesce(p_supplier_id, s.supplier_id)
        order by s.id
    );
begin
    if cardinality(v_ids) > 0 then
        return v_ids;
    end if;
    if (
        case
            when v_has_all
                then exists (
                    select from suppliers.projects as p where p.id = p_project_id
                )
            else p_project_id = any(suppliers.own_project_ids())
        end
    ) is not true then
        perform core.raise_error(
            'suppliers.unknown_project',
            format('There is no project %s.', coalesce(p_project_id::text, 'null'))
        );
    end if;
    if p_supplier_id is not null then
        perform core.raise_error(
            'suppliers.unknown_supplier',
            format('Supplier %s does not work for the project.', p_supplier_id)
        );
    end if;
    return v_ids;
end;
$$;

comment on function suppliers._readable_works(bigint, bigint) is
$$Ids of suppliers.supplier_projects, ascending; those of one supplier, if one is named.

Errors: PT404 suppliers.unknown_project, PT404 suppliers.unknown_supplier.
$$;
