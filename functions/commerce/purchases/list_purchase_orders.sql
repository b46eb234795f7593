-- commerce.list_purchase_orders: purchase orders, newest first.
--
-- Invoker: the policies show a buyer all, a warehouse those to its locations.

create or replace function commerce.list_purchase_orders(
    p_status text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page := core.read_page(
        'commerce.list_purchase_orders', p_after, p_page_size, '{bigint}'
    );
    v_items jsonb;
begin
    perform core.require_role('admin', 'buyer', 'warehouse');
    if p_status not in (
        'draft', 'sent', 'acknowledged', 'failed', 'received', 'cancelled'
    ) then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'status is %L, not draft, sent, acknowledged, failed, received or '
                'cancelled.',
                core.excerpt(p_status)
            )
        );
    end if;

    select jsonb_agg(commerce._show_purchase(n.id) - 'lines' order by n.id desc)
    into v_items
    from (
        select o.id
        from commerce.purchase_orders as o
        where
            o.id < coalesce(v_page.key[1]::bigint, 9223372036854775807)
            and (o.status = p_status or p_status is null)
        order by o.id desc
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function commerce.list_purchase_orders(text, text, integer)
to authenticated;

comment on function commerce.list_purchase_orders(text, text, integer) is
$$Purchase orders, newest first, without their lines.

status: null for all. For buyers; for a warehouse, orders to its locations.
Returns: {items: [{id: bigint, vendor: text, location: text, status:
get_purchase_order.status, currency: text, total_minor: bigint, vendor_reference: text |
null, fault: text | null, is_short: boolean, created_by: uuid | null, created_at:
timestamptz, sent_at: timestamptz | null, acknowledged_at: timestamptz | null,
closed_at: timestamptz | null, closed_reason: text | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size,
core.invalid_argument.
Example: {"status": "sent"}
Budget: 200 ms.
$$;
