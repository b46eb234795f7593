-- commerce.list_reservations: the reservations of the caller, or all for staff.
--
-- Definer: the function that shows a reservation is private; the condition on user_id
-- is that of the policy, and lets the index of the user find them.

create or replace function commerce.list_reservations(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_query constant text := $q$
        select jsonb_agg(
            commerce._show_reservation(r.id) || jsonb_build_object(
                'status', case
                    when r.status = 'open' and r.expires_at <= core.now() then 'expired'
                    else r.status
                end,
                'user_id', r.user_id,
                'order_id', o.id,
                'created_at', r.created_at
            )
            order by r.id desc
        )
        from (
            select n.*
            from commerce.reservations as n
            where n.id < $1 %s
            order by n.id desc
            limit $2
        ) as r
        left join commerce.orders as o on r.id = o.reservation_id
    $q$;
    v_page core.page;
    v_items jsonb;
begin
    if not core.can_act_as('admin', 'warehouse') then
        perform core.require_user();
    end if;
    v_page := core.read_page(
        'commerce.list_reservations', p_after, p_page_size, '{bigint}'
    );
    execute format(
        c_query,
        case
            when not core.can_act_as('admin', 'warehouse') then 'and n.user_id = $3'
        end
    )
    into v_items
    using
        coalesce((v_page).key[1]::bigint, 9223372036854775807), v_page.size + 1,
        core.actor_id();
    return core.write_page(v_page, v_items, 'reservation_id');
end;
$$;

grant execute on function commerce.list_reservations(text, integer)
to authenticated, service_role;

comment on function commerce.list_reservations(text, integer) is
$$Reservations, newest first; customers list their own, admin and warehouse all.

status: one whose time is over counts as expired. user_id: null for one that a server
made. order_id: the order whose pieces it holds, null for none.
Returns: {items: [{reservation_id: bigint, status: reserve_stock.status, expires_at:
timestamptz, lines: [reserve_stock.lines], user_id: uuid | null, order_id: bigint |
null, created_at: timestamptz}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 20}
Budget: 200 ms.
$$;
