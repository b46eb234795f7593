-- commerce.list_vendors: the vendors, by their ids.
--
-- Invoker: the policies show them to staff.

create or replace function commerce.list_vendors(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page := core.read_page(
        'commerce.list_vendors', p_after, p_page_size, '{bigint}'
    );
    v_items jsonb;
begin
    perform core.require_role('admin', 'buyer', 'warehouse');
    select jsonb_agg(to_jsonb(n) order by n.id)
    into v_items
    from (
        select v.*
        from commerce.vendors as v
        where v.id > coalesce(v_page.key[1]::bigint, 0)
        order by v.id
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function commerce.list_vendors(text, integer) to authenticated;

comment on function commerce.list_vendors(text, integer) is
$$The vendors, for staff, in the order of their ids.

api_url: null where a person orders. webhook_source: null for none.
Returns: {items: [{id: bigint, code: text, name: text, currency: text, lead_time_days:
integer, order_days: [integer], timezone: text, approval_limit_minor: bigint, api_url:
text | null, webhook_source: text | null, is_active: boolean, version: bigint,
created_at: timestamptz, updated_at: timestamptz}], next: text | null}
Units: page_size from 1 to 500; approval_limit_minor in minor units of currency.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 20}
Budget: 200 ms.
$$;
