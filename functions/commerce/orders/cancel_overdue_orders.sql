-- commerce.cancel_overdue_orders: cancel a batch of orders whose payment is overdue.
--
-- An order that another command has locked is left to the next call. Locks: orders as
-- they are found, each followed by its reservation and its levels; a batch is small,
-- since its locks last until the commit. Definer: the worker has no grant on the tables.

create or replace function commerce.cancel_overdue_orders()
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_batch constant integer := 10;
    v_order commerce.orders;
    v_cancelled integer := 0;
begin
    while v_cancelled < c_batch
    loop
        select o.*
        into v_order
        from commerce.orders as o
        where o.status = 'placed' and o.payment_due_at <= core.now()
        order by o.payment_due_at
        limit 1
        for no key update skip locked;
        exit when not found;

        perform commerce._release_order_stock(v_order.id, v_order.reservation_id);
        perform commerce._append_order_event(
            v_order, 'expire', 'cancelled', '{"reason": "The payment is overdue."}'
        );
        v_cancelled := v_cancelled + 1;
    end loop;
    return v_cancelled = c_batch;
end;
$$;

grant execute on function commerce.cancel_overdue_orders() to app_worker, service_role;

comment on function commerce.cancel_overdue_orders() is
$$Cancel up to 10 overdue orders; true if there may be more.

Emits: commerce.order.cancelled.
$$;
