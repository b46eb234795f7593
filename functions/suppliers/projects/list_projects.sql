-- suppliers.list_projects: the projects that the caller sees.
--
-- The queries repeat the policy. Definer: what suppliers read is logged, and the log is
-- written by functions only.

create or replace function suppliers.list_projects(
    p_status text default null,
    p_search text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'suppliers.list_projects', p_after, p_page_size, '{bigint}'
    );
    v_search constant text := lower(core.read_text('search', p_search, 0, 200));
    v_is_admin constant boolean := core.can_act_as('admin');
    v_seen bigint[];
    v_items jsonb;
begin
    if p_status not in ('active', 'closed') then
        perform core.raise_error('core.invalid_argument', 'status is not active or closed.');
    end if;
    perform suppliers._log_read('projects', null);
    v_seen := suppliers.managed_project_ids() || suppliers.own_project_ids();
    select jsonb_agg(to_jsonb(n) order by n.id)
    into v_items
    from (
        select
            p.id, p.code, p.name, p.status, c.code as calendar, p.timezone, p.starts_on,
            p.version, p.updated_at
        from suppliers.projects as p
        inner join suppliers.calendars as c on p.calendar_id = c.id
        where
            p.id > coalesce((v_page).key[1]::bigint, 0)
            and (v_is_admin or p.id = any(v_seen))
            and p.status = coalesce(p_status, p.status)
            and (
                v_search is null
                or strpos(lower(p.name), v_search) > 0
                or starts_with(lower(p.code), v_search)
            )
        order by p.id
        limit (v_page).size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function suppliers.list_projects(text, text, text, integer)
to authenticated, service_role;

comment on function suppliers.list_projects(text, text, text, integer) is
$$Projects, oldest first: those that the caller manages or works for; all for an admin.

status: active or closed. search: a part of the name, or the beginning of the code, in
any case. What suppliers read is logged.
Returns: {items: [{id: bigint, code: text, name: text, status: "active" | "closed",
calendar: text, timezone: text, starts_on: date, version: bigint, updated_at:
timestamptz}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_argument, PT422 core.invalid_cursor, PT422
core.invalid_page_size; for a supplier's people PT405 core.post_only.
Example: {"status": "active", "search": "pen"}
Budget: 200 ms.
$$;
