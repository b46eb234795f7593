-- commerce.list_order_events: what happened to an order, in order.
--
-- Invoker: row-level security decides which orders there are for the caller.

create or replace function commerce.list_order_events(
    p_order_id bigint,
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
    v_page core.page;
    v_items jsonb;
begin
    v_page := core.read_page(
        'commerce.list_order_events', p_after, p_page_size, '{bigint}'
    );
    if not exists (select from commerce.orders as o where o.id = p_order_id) then
        perform core.raise_error(
            'commerce.unknown_order',
            format('There is no order %s.', core.excerpt(p_order_id::text))
        );
    end if;

    select jsonb_agg(to_jsonb(e) order by e.version)
    into v_items
    from (
        select
            n.version, n.type, n.command, n.from_status, n.to_status, n.payload,
            n.actor_id, n.at
        from commerce.order_events as n
        where
            n.order_id = p_order_id
            and n.version > coalesce((v_page).key[1]::bigint, 0)
        order by n.version
        limit v_page.size + 1
    ) as e;
    return core.write_page(v_page, v_items, 'version');
end;
$$;

grant execute on function commerce.list_order_events(bigint, text, integer)
to authenticated, service_role;

comment on function commerce.list_order_events(bigint, text, integer) is
$$The events of an order, oldest first; for its customer and app role admin.

type: placed, paid, packed, shipped, delivered, cancelled, returned or refunded.
command: what was called, such as pay; expire for an overdue payment. actor_id: null for
a server.
Returns: {items: [{version: bigint, type: text, command: text, from_status: "new" |
get_order.status, to_status: get_order.status, payload: {[text]: jsonb}, actor_id: uuid
| null, at: timestamptz}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 commerce.unknown_order, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"order_id": 1}
Budget: 100 ms.
$$;
