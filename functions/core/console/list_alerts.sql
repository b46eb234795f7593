-- core.list_alerts: alerts, newest first.
--
-- Definer: no caller may read the table; the app role decides.

create or replace function core.list_alerts(
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
    v_page := core.read_page('core.list_alerts', p_after, p_page_size, '{bigint}');
    select jsonb_agg(to_jsonb(n) order by n.id desc)
    into v_items
    from (
        select
            a.id, a.check_name, a.status, a.value, a.unit, a.detail, a.opened_at,
            a.seen_at, a.cleared_at
        from core.alerts as a
        where a.id < coalesce(v_page.key[1]::bigint, 9223372036854775807)
        order by a.id desc
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function core.list_alerts(text, integer)
to authenticated, service_role;

comment on function core.list_alerts(text, integer) is
$$Alerts, newest first; for app role admin.

An alert is open while cleared_at is null; status is the worst that it has reached.
Returns: {items: [{id: bigint, check_name: text, status: "warn" | "fail", value: numeric
| null, unit: text, detail: text, opened_at: timestamptz, seen_at: timestamptz,
cleared_at: timestamptz | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"page_size": 20}
Budget: 50 ms.
$$;
