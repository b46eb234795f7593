-- commerce.cancel_overdue_orders: cancel a batch of orders whose payment is overdue.
--
-- An order that another command has locked is left to the next call. Locks, for the
-- whole batch: the orders, their reservations by id, their levels in the order of their
-- key. A batch is small, since its locks last until the commit. Definer: the worker has
-- no grant on the tables.

create or replace function commerce.cancel_overdue_orders()
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_batch constant integer := 10;
    v_orders commerce.orders[];
    v_order commerce.orders;
begin
    v_orders := array(
        select o
        from commerce.orders as o
        where o.status = 'placed' and o.payment_due_at <= core.now()
        order by o.payment_due_at
        limit c_batch
        for no key update skip locked
    );
    perform
    from commerce.reservations as r
    where r.id in (select n.reservation_id from unnest(v_orders) as n)
    order by r.id
    for no key update;
    perform
    from commerce.stock_levels as s
    where exists (
        select
        from commerce.reservation_lines as l
        inner join unnest(v_orders) as n on l.reservation_id = n.reservation_id
        where
            l.variant_id = s.variant_id
            and l.location_id = s.location_id
            and l.bucket = s.bucket
            and l.quantity > 0
    )
    order by s.variant_id, s.location_id, s.bucket
    for no key update;

    foreach v_order in array v_orders
    loop
        perform commerce._release_order_stock(v_order.id, v_order.reservation_id);
        perform commerce._append_order_event(
            v_order, 'expire', 'cancelled', '{"reason": "The payment is overdue."}'
        );
    end loop;
    return cardinality(v_orders) = c_batch;
end;
$$;

grant execute on function commerce.cancel_overdue_orders() to app_worker, service_role;

comment on function commerce.cancel_overdue_orders() is
$$Cancel up to 10 overdue orders; true if there may be more.

Emits: commerce.order.cancelled.
$$;
