-- core.list_operations: operations of all callers, newest first.
--
-- Definer: no caller may read the table; the app role decides.

create or replace function core.list_operations(
    p_after text default null, p_page_size integer default 50
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
    perform core.require_role('admin');
    v_page := core.read_page('core.list_operations', p_after, p_page_size, '{bigint}');
    select
        jsonb_agg(
            core.get_operation(n.id)
            || jsonb_build_object('requested_by', n.requested_by)
            order by n.id desc
        )
    into v_items
    from (
        select o.id, o.requested_by
        from core.operations as o
        where o.id < coalesce(v_page.key[1]::bigint, 9223372036854775807)
        order by o.id desc
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function core.list_operations(text, integer)
to authenticated, service_role;

comment on function core.list_operations(text, integer) is
$$Operations of all callers, newest first; for app role admin.

The fields are those of get_operation.
Returns: {items: [{id: bigint, kind: text, status: "queued" | "running" | "succeeded" |
"partial" | "failed" | "cancelled", total: integer, done: integer, failed: integer,
skipped: integer, progress: numeric, cancel_requested: boolean, created_at: timestamptz,
started_at: timestamptz | null, progressed_at: timestamptz, finished_at: timestamptz |
null, requested_by: uuid | null}], next: text | null}
Units: progress from 0 to 1; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"page_size": 20}
Budget: 50 ms.
$$;
