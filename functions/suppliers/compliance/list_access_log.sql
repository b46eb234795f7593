-- suppliers.list_access_log: what the people of a supplier have read, newest first.
--
-- Definer: callers may not read the log; the function decides who may. A supplier that
-- the caller may not ask for is an unknown one.

create or replace function suppliers.list_access_log(
    p_supplier_id bigint,
    p_since timestamptz default null,
    p_until timestamptz default null,
    p_after text default null,
    p_page_size integer default 50
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
    if
        not core.can_act_as('admin')
        and not exists (
            select from suppliers.supplier_projects as s
            where
                s.supplier_id = p_supplier_id
                and s.project_id = any(suppliers.managed_project_ids())
        )
        or not exists (select from suppliers.suppliers as s where s.id = p_supplier_id)
    then
        perform core.raise_error(
            'suppliers.unknown_supplier',
            format('There is no supplier %s.', coalesce(p_supplier_id::text, 'null'))
        );
    end if;
    perform
        core.read_time('since', coalesce(p_since, core.now())),
        core.read_time('until', coalesce(p_until, core.now()));
    v_page := core.read_page(
        'suppliers.list_access_log', p_after, p_page_size, '{timestamptz, bigint}'
    );

    select jsonb_agg(to_jsonb(n) order by n.logged_at desc, n.id desc)
    into v_items
    from (
        select
            a.id, a.logged_at, a.actor_id, a.role, a.address, a.request_id, a.thing,
            a.thing_id, a.reason
        from core.access_log as a
        where
            a.scope = 'suppliers.supplier:' || p_supplier_id
            and a.logged_at >= coalesce(p_since, '-infinity')
            and a.logged_at < coalesce(p_until, 'infinity')
            and (a.logged_at, a.id) < (
                coalesce(v_page.key[1]::timestamptz, 'infinity'),
                coalesce(v_page.key[2]::bigint, 9223372036854775807)
            )
        order by a.logged_at desc, a.id desc
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'logged_at', 'id');
end;
$$;

grant execute on function suppliers.list_access_log(
    bigint, timestamptz, timestamptz, text, integer
) to authenticated, service_role;

comment on function suppliers.list_access_log(
    bigint, timestamptz, timestamptz, text, integer
) is
$$What the people of a supplier have read, newest first.

For admins and the managers of a project of the supplier. since is included, until is
not; each may be null. thing_id has the supplier first.
Returns: {items: [{id: bigint, logged_at: timestamptz, actor_id: uuid | null, role:
text, address: text | null, request_id: text | null, thing: text, thing_id: text,
reason: text | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 suppliers.unknown_supplier, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"supplier_id": 3001, "since": "2026-01-01T00:00:00Z"}
Budget: 100 ms.
$$;
