-- commerce.list_reorder_rules: the reorder rules, by SKU and location.
--
-- Invoker: the policies show them to staff.

create or replace function commerce.list_reorder_rules(
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
        'commerce.list_reorder_rules', p_after, p_page_size, '{bigint,bigint}'
    );
    v_items jsonb;
begin
    perform core.require_role('admin', 'buyer', 'warehouse');
    select jsonb_agg(to_jsonb(n) order by n.variant_id, n.location_id)
    into v_items
    from (
        select
            r.variant_id, r.location_id, v.sku, l.code as location, d.code as vendor,
            r.method, r.minimum, r.maximum, r.pack_size, r.service_factor, r.cover_days,
            r.lead_time_days, r.unit_cost_minor, d.currency, r.is_enabled, r.version,
            r.updated_at
        from commerce.reorder_rules as r
        inner join commerce.variants as v on r.variant_id = v.id
        inner join commerce.locations as l on r.location_id = l.id
        inner join commerce.vendors as d on r.vendor_id = d.id
        where
            (r.variant_id, r.location_id) > (
                coalesce(v_page.key[1]::bigint, 0), coalesce(v_page.key[2]::bigint, 0)
            )
        order by r.variant_id, r.location_id
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'variant_id', 'location_id');
end;
$$;

grant execute on function commerce.list_reorder_rules(text, integer) to authenticated;

comment on function commerce.list_reorder_rules(text, integer) is
$$Reorder rules, for staff, by SKU and location.

lead_time_days: null for that of the vendor. currency is the vendor's.
Returns: {items: [{variant_id: bigint, location_id: bigint, sku: text, location: text,
vendor: text, method: "min_max" | "demand", minimum: integer | null, maximum: integer |
null, pack_size: integer, service_factor: numeric, cover_days: integer, lead_time_days:
integer | null, unit_cost_minor: bigint, currency: text, is_enabled: boolean, version:
bigint, updated_at: timestamptz}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 20}
Budget: 200 ms.
$$;
