-- commerce._local_values: the values of a record's local row now; null if it has none.
--
-- The status of an order is the one that was last accepted: commerce.orders is not
-- read here.

create or replace function commerce._local_values(p_record commerce.sync_records)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case (p_record).entity
        when 'product' then (
            select jsonb_build_object(
                'sku', v.sku,
                'title', p.title,
                'description', p.description,
                'category', c.category_key,
                'price_minor', (
                    select r.amount_minor
                    from commerce.prices as r
                    inner join commerce.price_lists as l on r.price_list_id = l.id
                    where
                        l.is_default and r.variant_id = v.id and r.valid @> core.now()
                ),
                'deleted', p.deleted_at is not null
            )
            from commerce.variants as v
            inner join commerce.products as p on v.product_id = p.id
            left join master.categories as c on p.category_id = c.id
            where v.id = (p_record).local_id
        )
        when 'inventory' then (
            select jsonb_build_object('on_hand', coalesce(sum(s.on_hand), 0))
            from commerce.variants as v
            inner join commerce.locations as l
                on l.code = split_part((p_record).external_id, '@', 2)
            left join commerce.stock_levels as s
                on v.id = s.variant_id and l.id = s.location_id
            where v.sku = split_part((p_record).external_id, '@', 1) and not v.is_bundle
            group by v.id, l.id
        )
        else (p_record).local
    end
$$;

comment on function commerce._local_values(commerce.sync_records) is
    '{field: value} of the local row that a record stands for.';
