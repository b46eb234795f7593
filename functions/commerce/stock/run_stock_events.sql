-- commerce.run_stock_events: emit the stock of each variant that has moved.
--
-- It also invalidates the cached pages that show this stock. Writers do nothing for
-- either, so a variant with 2,000 movements a second emits at most one event per call.
-- An advisory lock makes one caller at a time the reader. commerce.ledger_readers
-- explains the two steps; the greatest id is read before this transaction gets its own
-- id, so every movement below it comes from an older one. A position from another
-- cluster (a restore) is not waited for. If the process dies, the position stays, and
-- the same events come again with the stock of then. Definer: the worker has no grant
-- on stock.

create or replace function commerce.run_stock_events()
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_batch constant integer := 2000;
    v_reader commerce.ledger_readers;
    v_greatest bigint;
    v_xid bigint;
    v_to bigint;
    v_variant_ids bigint[];
begin
    if not pg_try_advisory_xact_lock(hashtextextended('commerce.run_stock_events', 0))
    then
        return false;
    end if;
    v_greatest := (select max(m.id) from commerce.stock_movements as m);
    select r.* into v_reader from commerce.ledger_readers as r where r.name = 'events';
    if coalesce(v_greatest, 0) = v_reader.read_id then
        return false;
    end if;

    v_xid := pg_current_xact_id()::text::bigint;
    -- What is noted waits for an open transaction: asking again at once is of no use.
    if pg_snapshot_xmin(pg_current_snapshot())::text::bigint < v_reader.noted_xid
        and v_reader.noted_xid <= v_xid
    then
        return false;
    end if;

    v_to := coalesce(
        (
            select m.id
            from commerce.stock_movements as m
            where m.id > v_reader.read_id and m.id < v_reader.noted_id
            order by m.id
            offset c_batch
            limit 1
        ),
        v_reader.noted_id
    );
    v_variant_ids := array(
        select distinct m.variant_id
        from commerce.stock_movements as m
        where m.id > v_reader.read_id and m.id <= v_to
    );
    perform commerce._emit_stock(v_variant_ids, v_to);
    perform commerce._uncache_stock(v_variant_ids);

    update commerce.ledger_readers
    set
        read_id = v_to,
        noted_id = case when v_to = noted_id then v_greatest else noted_id end,
        noted_xid = case when v_to = noted_id then v_xid else noted_xid end
    where name = 'events';
    return v_to < v_reader.noted_id;
end;
$$;

grant execute on function commerce.run_stock_events() to app_worker;

comment on function commerce.run_stock_events() is
$$An interval task: emit the stock of variants that moved; true if more are left.

Emits: commerce.stock.changed {v, version, sku, available, locations: [{location,
available}]} on commerce:stock:<sku>.
$$;
