-- suppliers.set_capability: make or change a capability.
--
-- Definer: no role may write the table.

create or replace function suppliers.set_capability(
    p_code text, p_name text, p_is_certified boolean default false
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_capability suppliers.capabilities;
begin
    perform core.require_role('admin', 'project_manager');
    perform core.read_text('name', p_name, 1, 200);
    if coalesce(p_code, '') !~ '^[a-z][a-z0-9_]{0,39}$' then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'The code %L is not up to 40 lower-case letters, digits and underscores.',
                core.excerpt(p_code)
            )
        );
    end if;
    insert into suppliers.capabilities (code, name, is_certified)
    values (p_code, p_name, coalesce(p_is_certified, false))
    on conflict (code) do update
    set
        name = excluded.name,
        is_certified = excluded.is_certified
    returning * into v_capability;
    return jsonb_build_object(
        'code', v_capability.code, 'name', v_capability.name,
        'is_certified', v_capability.is_certified
    );
end;
$$;

grant execute on function suppliers.set_capability(text, text, boolean)
to authenticated, service_role;

comment on function suppliers.set_capability(text, text, boolean) is
$$Make or change a capability; for app roles admin and project_manager.

is_certified: a supplier has it only while a certificate for it is valid.
Returns: list_capabilities.items
Units: code is up to 40 lower-case letters, digits and underscores.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Example: {"code": "injection_moulding", "name": "Injection moulding"}
Budget: 200 ms.
$$;
