-- commerce.list_orders: the orders of the caller, or of all customers for an admin.
--
-- Row-level security would show the same rows; the condition on user_id lets the index
-- of the customer find them.

create or replace function commerce.list_orders(
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
    c_query constant text := $q$
        select jsonb_agg(to_jsonb(r) order by r.id desc)
        from (
            select
                o.id, o.version, o.status, o.user_id, o.currency, o.total_minor,
                o.paid_minor, o.refunded_minor, o.placed_at, o.payment_due_at
            from commerce.orders as o
            where o.id < $1 %s %s
            order by o.id desc
            limit $2
        ) as r
    $q$;
    v_page core.page;
    v_items jsonb;
begin
    v_page := core.read_page('commerce.list_orders', p_after, p_page_size, '{bigint}');
    if
        p_status is not null
        and not exists (
            select from commerce.order_transitions as t where t.to_status = p_status
        )
    then
        perform core.raise_error(
            'commerce.invalid_status',
            format(
                '%L is not one of %s.', core.excerpt(p_status),
                (
                    select string_agg(distinct t.to_status, ', ')
                    from commerce.order_transitions as t
                )
            )
        );
    end if;

    execute format(
        c_query,
        case when not core.can_act_as('admin') then 'and o.user_id = $3' end,
        case when p_status is not null then 'and o.status = $4' end
    )
    into v_items
    using
        coalesce((v_page).key[1]::bigint, 9223372036854775807), v_page.size + 1,
        core.actor_id(), p_status;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function commerce.list_orders(text, text, integer)
to authenticated, service_role;

comment on function commerce.list_orders(text, text, integer) is
$$Orders, newest first; customers list their own, an admin all.

status: only orders in this status.
Returns: {items: [{id: bigint, version: bigint, status: get_order.status, user_id: uuid,
currency: text, total_minor: bigint, paid_minor: bigint, refunded_minor: bigint,
placed_at: timestamptz, payment_due_at: timestamptz}], next: text | null}
Units: amounts in minor units of currency; page_size from 1 to 500.
Errors: PT422 commerce.invalid_status, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"status": "placed", "page_size": 20}
Budget: 100 ms.
$$;
