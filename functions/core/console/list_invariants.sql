-- core.list_invariants: the invariants of the chosen modules; it runs none.
--
-- Always one page: a release seeds them. Definer: no caller may read the table.

create or replace function core.list_invariants()
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin');
    return jsonb_build_object(
        'items', (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'name', i.name,
                        'module', i.module,
                        'severity', i.severity,
                        'repair', i.repair
                    )
                    order by i.name
                ),
                '[]'
            )
            from core.invariants as i
        ),
        'next', null
    );
end;
$$;

grant execute on function core.list_invariants() to authenticated, service_role;

comment on function core.list_invariants() is
$$Invariants by name, each with its repair; for app role admin.

check_invariant runs one.
Returns: {items: [{name: text, module: text, severity: "error" | "warning", repair:
text}], next: null}
Errors: PT403 core.not_permitted.
Example: {}
Budget: 20 ms.
$$;
