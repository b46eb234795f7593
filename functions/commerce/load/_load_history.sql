-- commerce._load_history: fill the module from staging tables of products and sales.
--
-- The lock ends every writer of movements, so the reader that emits stock can pass
-- over the movements made here: no page follows a product that is new, and it would
-- emit several hundred thousand events. What it had not read before is emitted here.

create or replace function commerce._load_history(
    p_products regclass, p_lines regclass
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_unread bigint[];
    v_before bigint;
    v_last bigint;
    v_locations bigint;
    v_variant_ids bigint[];
    v_movements bigint;
begin
    lock table commerce.stock_movements in share row exclusive mode;
    perform pg_advisory_xact_lock(hashtextextended('commerce.run_stock_events', 0));
    select array_agg(distinct m.variant_id), max(m.id)
    into v_unread, v_before
    from commerce.stock_movements as m
    where
        m.id > (select r.read_id from commerce.ledger_readers as r where r.name = 'events');

    execute format('analyze %s, %s', p_products, p_lines);
    v_locations := commerce._load_locations(p_lines);
    v_variant_ids := commerce._load_products(p_products, p_lines);
    v_movements := commerce._load_stock(p_lines, v_variant_ids);

    perform commerce._emit_stock(v_unread, v_before);
    perform commerce._uncache_stock(v_unread);
    v_last := (select max(m.id) from commerce.stock_movements as m);
    update commerce.ledger_readers
    set
        read_id = v_last,
        noted_id = v_last,
        noted_xid = pg_current_xact_id()::text::bigint
    where name = 'events' and v_last > read_id;

    return jsonb_build_object(
        'locations', v_locations,
        'products', cardinality(v_variant_ids),
        'movements', v_movements
    );
end;
$$;

comment on function commerce._load_history(regclass, regclass) is
$$Make locations, products and their stock; returns {locations, products, movements}.

The staging tables are those of commerce._load_products and commerce._load_stock. What
is there stays as it is, so a second load changes nothing.
Emits: commerce.stock.changed for movements before it that were not emitted yet.
$$;
