-- suppliers.list_compliance_exports: the exports of a project, newest first.
--
-- Definer: callers may not read the table; the function decides who is a manager.

create or replace function suppliers.list_compliance_exports(
    p_project_id bigint, p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page;
    v_items jsonb;
begin
    perform suppliers._require_manager(p_project_id);
    v_page := core.read_page(
        'suppliers.list_compliance_exports', p_after, p_page_size, '{bigint}'
    );
    select jsonb_agg(suppliers._show_export(n) - 'manifest' order by n.id desc)
    into v_items
    from (
        select e.*
        from suppliers.compliance_exports as e
        where
            e.project_id = p_project_id
            and e.id < coalesce(v_page.key[1]::bigint, 9223372036854775807)
        order by e.id desc
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function suppliers.list_compliance_exports(bigint, text, integer)
to authenticated, service_role;

comment on function suppliers.list_compliance_exports(bigint, text, integer) is
$$Exports of a project, newest first; for its managers and admins.

get_compliance_export has the manifest too.
Returns: {items: [{id: bigint, project_id: bigint, since: timestamptz, until:
timestamptz, status: "pending" | "ready" | "expired", bytes: bigint | null, sha256: text
| null, download: get_compliance_export.download | null, requested_at: timestamptz,
requested_by: uuid | null, finished_at: timestamptz | null, expires_at: timestamptz |
null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 suppliers.unknown_project, PT403 core.not_permitted, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"project_id": 2001}
Budget: 100 ms.
$$;
