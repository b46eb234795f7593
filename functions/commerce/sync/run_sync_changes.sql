-- commerce.run_sync_changes: record and emit the local changes for each source.
--
-- Writers do nothing for it: the task follows the audit trail of products, variants and
-- prices, and the ledger of stock. An advisory lock makes one caller at a time the
-- reader. If the process dies, the positions stay, and the same rows are looked at
-- again. A nightly run looks at every row. Definer: the worker has no grant on them.

create or replace function commerce.run_sync_changes()
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_batch constant bigint := 1000;
    v_is_more boolean;
    v_audit_id bigint;
    v_movement_id bigint;
    v_window int8range;
    v_variants bigint[];
    v_stocked bigint[];
    v_source text;
    v_keys jsonb;
begin
    if not exists (select from commerce.sync_sources as s where s.is_connected)
        or not pg_try_advisory_xact_lock(hashtextextended('commerce.run_sync_changes', 0))
    then
        return false;
    end if;
    v_audit_id := (
        select coalesce(max(a.id), 0)
        from core.audit_entries as a
        where a.id > (
            select r.read_id from commerce.ledger_readers as r where r.name = 'sync_audit'
        )
    );
    v_movement_id := (select coalesce(max(m.id), 0) from commerce.stock_movements as m);

    v_window := commerce._next_window('sync_audit', v_audit_id, c_batch);
    v_is_more := upper(v_window) <= v_audit_id;
    v_variants := array(
        with changed as materialized (
            select
                a.table_name,
                a.row_id::bigint as id,
                (a.old_values ->> 'variant_id')::bigint as variant_id
            from core.audit_entries as a
            where
                a.id >= lower(v_window) and a.id < upper(v_window)
                and a.table_name in (
                    'commerce.products', 'commerce.variants', 'commerce.prices'
                )
        )

        select v.id
        from changed as c
        inner join commerce.variants as v on c.id = v.product_id
        where c.table_name = 'commerce.products'
        union
        select c.id from changed as c
        where c.table_name = 'commerce.variants'
        union
        select coalesce(p.variant_id, c.variant_id)
        from changed as c
        left join commerce.prices as p on c.id = p.id
        where c.table_name = 'commerce.prices'
    );
    v_window := commerce._next_window('sync_stock', v_movement_id, c_batch);
    v_is_more := coalesce(v_is_more, false) or coalesce(
        upper(v_window) <= v_movement_id, false
    );
    v_stocked := array(
        select distinct m.variant_id
        from commerce.stock_movements as m
        where m.id >= lower(v_window) and m.id < upper(v_window)
    );

    for v_source in
        select s.name
        from commerce.sync_sources as s
        where s.is_connected and (v_variants <> '{}' or v_stocked <> '{}')
        order by s.name
    loop
        v_keys := commerce._list_sync_keys(v_source, v_variants, v_stocked);
        perform commerce._sync_record(l.id)
        from commerce._lock_sync_records(v_source, v_keys) as l;
    end loop;
    return v_is_more;
end;
$$;

grant execute on function commerce.run_sync_changes() to app_worker;

comment on function commerce.run_sync_changes() is
$$An interval task: emit what changed here since the last call, for connected sources.

Emits: commerce.sync.changed on commerce:sync:<source>.
$$;
