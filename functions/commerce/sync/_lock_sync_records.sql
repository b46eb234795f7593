-- commerce._lock_sync_records: lock records and what they stand for; make missing ones.
--
-- Lock order of the module: stock levels by key, then records by key, then products by
-- id. Missing levels are made here, in the same order, so no caller adds one later. A
-- product that the source deletes has all of its levels locked, as in delete_product,
-- so no piece comes while it is decided; also one that the change is going to link.

create or replace function commerce._lock_sync_records(p_source text, p_keys jsonb)
    returns table (id bigint, entity text, external_id text)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_variants bigint[];
    v_locations bigint[];
    v_ids bigint[];
begin
    select array_agg(k.variant_id), array_agg(k.location_id)
    into v_variants, v_locations
    from (
        select distinct v.id as variant_id, l.id as location_id
        from jsonb_to_recordset(p_keys) as k (entity text, external_id text)
        inner join commerce.variants as v
            on v.sku = split_part(k.external_id, '@', 1) and not v.is_bundle
        inner join commerce.locations as l
            on l.code = split_part(k.external_id, '@', 2) and l.is_active
        where k.entity = 'inventory'

        union

        select s.variant_id, s.location_id
        from jsonb_to_recordset(p_keys) as k (
            entity text, external_id text, fields jsonb
        )
        left join commerce.sync_records as r
            on
                r.source = p_source
                and k.entity = r.entity
                and k.external_id = r.external_id
        inner join commerce.variants as v
            on v.id = coalesce(
                r.local_id,
                (
                    select n.id
                    from commerce.variants as n
                    where n.sku = coalesce(
                        k.fields #>> '{sku,pms,value}', r.fields #>> '{sku,pms,value}',
                        k.external_id
                    )
                )
            )
        inner join commerce.variants as d on v.product_id = d.product_id
        inner join commerce.stock_levels as s on d.id = s.variant_id
        where
            k.entity = 'product'
            and 'true' in (
                k.fields #>> '{deleted,pms,value}', r.fields #>> '{deleted,pms,value}'
            )
    ) as k;

    if v_variants is not null then
        insert into commerce.stock_levels (variant_id, location_id)
        select k.variant_id, k.location_id
        from unnest(v_variants, v_locations) as k (variant_id, location_id)
        order by k.variant_id, k.location_id
        on conflict do nothing;

        perform
        from commerce.stock_levels as s
        inner join unnest(v_variants, v_locations) as k (variant_id, location_id)
            on s.variant_id = k.variant_id and s.location_id = k.location_id
        order by s.variant_id, s.location_id, s.bucket
        for no key update of s;
    end if;

    insert into commerce.sync_records (
        source, entity, external_id, created_at, updated_at
    )
    select distinct p_source, k.entity, k.external_id, core.now(), core.now()
    from jsonb_to_recordset(p_keys) as k (entity text, external_id text)
    order by k.entity, k.external_id
    on conflict do nothing;

    v_ids := array(
        select r.id
        from commerce.sync_records as r
        where
            r.source = p_source
            and (r.entity, r.external_id) in (
                select k.entity, k.external_id
                from jsonb_to_recordset(p_keys) as k (entity text, external_id text)
            )
        order by r.entity, r.external_id collate "C"
        for update
    );

    perform
    from commerce.products as p
    where p.id in (
        select v.product_id
        from commerce.sync_records as r
        inner join commerce.variants as v on r.local_id = v.id
        where r.id = any(v_ids) and r.entity = 'product'
    )
    order by p.id
    for no key update;

    return query
    select r.id, r.entity, r.external_id
    from commerce.sync_records as r
    where r.id = any(v_ids)
    order by
        array_position('{product, inventory, order}'::text[], r.entity), r.external_id collate "C";
end;
$$;

comment on function commerce._lock_sync_records(text, jsonb) is
$$The records of p_keys, [{entity, external_id, fields?}], products first.

fields: what comes, {field: {pms: state}}. It locks the records, their stock levels and
their products.
$$;
