-- commerce._note_low_levels: record which levels of a location are low; tell of falls.
--
-- The caller holds the lock of the location's proposals, so it alone writes these rows.

create or replace function commerce._note_low_levels(
    p_location_id bigint, p_needs commerce.reorder_need[]
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_topic constant text := (
        select 'commerce:low_stock:' || o.code
        from commerce.locations as o
        where o.id = p_location_id
    );
    v_fallen commerce.reorder_need[];
begin
    delete from commerce.low_levels as l
    where
        l.location_id = p_location_id
        and not exists (
            select
            from unnest(p_needs) as n
            where n.variant_id = l.variant_id and n.stock < n.reorder_point
        );

    v_fallen := array(
        select row(n.*)::commerce.reorder_need
        from unnest(p_needs) as n
        left join commerce.low_levels as l
            on n.variant_id = l.variant_id and l.location_id = p_location_id
        where n.stock < n.reorder_point and l.variant_id is null
    );
    insert into commerce.low_levels as l (
        variant_id, location_id, stock, reorder_point, since_at
    )
    select n.variant_id, p_location_id, n.stock, n.reorder_point, core.now()
    from unnest(p_needs) as n
    where n.stock < n.reorder_point
    on conflict (variant_id, location_id) do update
    set stock = excluded.stock, reorder_point = excluded.reorder_point
    where
        (l.stock, l.reorder_point) is distinct from (
            excluded.stock, excluded.reorder_point
        );

    if cardinality(v_fallen) > 50 then
        perform core.emit_summary(v_topic, 'ran_low', null, cardinality(v_fallen));
        return;
    end if;
    perform core.emit(
        p_type => 'commerce.stock.ran_low',
        p_topic => v_topic,
        p_entity_id => n.variant_id::text,
        p_payload => jsonb_build_object(
            'v', 1, 'sku', v.sku, 'location', split_part(v_topic, ':', 3),
            'stock', n.stock, 'reorder_point', n.reorder_point
        )
    )
    from unnest(v_fallen) as n
    inner join commerce.variants as v on n.variant_id = v.id
    order by v.sku;
end;
$$;

comment on function commerce._note_low_levels(bigint, commerce.reorder_need[]) is
$$Bring commerce.low_levels of a location up to date, with an event for each fall.

Emits: commerce.stock.ran_low, commerce.low_stock.changed.
$$;
