-- commerce._rebuild_orders: fold the events of orders in ranges of ids again.
--
-- Each order is locked before its events are read, so a command comes before or
-- after. Orders are locked in the order of their ids. Snapshots are folded again too: a
-- release may have changed the fold. Definer: the worker has no grant on the tables.

create or replace function commerce._rebuild_orders(
    p_operation core.operations, p_chunk jsonb
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    raise debug 'operation % rebuilds %', p_operation.id, p_chunk;
    for v_id in
        select o.id
        from jsonb_array_elements(p_chunk) as i (item)
        inner join commerce.orders as o
            on
                o.id >= (i.item ->> 'from')::bigint
                and o.id < (i.item ->> 'until')::bigint
        order by o.id
    loop
        perform from commerce.orders as o
        where o.id = v_id
        for no key update;

        update commerce.order_snapshots as s
        set state = commerce._fold_order(s.order_id, s.version, p_use_snapshots => false)
        where
            s.order_id = v_id
            and s.state is distinct from commerce._fold_order(
                s.order_id, s.version, p_use_snapshots => false
            );
        perform commerce._project_order(
            v_id, commerce._fold_order(v_id, p_use_snapshots => false)
        );
    end loop;
end;
$$;

comment on function commerce._rebuild_orders(core.operations, jsonb) is
    'Chunk function of operations of kind commerce.rebuild_orders: [{from, until}].';
