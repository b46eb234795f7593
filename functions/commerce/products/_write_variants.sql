-- commerce._write_variants: store variants of a product that have been checked.
--
-- A SKU that the product has is changed, another one is added. A price that differs
-- from that of now counts from now on. The lock of commerce.tg_variants__add_levels
-- comes before the rows: a writer of locations has it when it waits for a variant.

create or replace function commerce._write_variants(
    p_product_id bigint, p_variants jsonb
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := core.now();
    v_list_id constant bigint := (
        select l.id from commerce.price_lists as l where l.is_default
    );
    v_sent jsonb;
    v_shown jsonb;
    v_id bigint;
begin
    perform pg_advisory_xact_lock_shared(
        hashtextextended('commerce.stock_levels:range', 0)
    );
    update commerce.variants as v
    set
        options = coalesce(r.options, '{}'),
        barcode = r.barcode,
        unit = coalesce(r.unit, 'piece'),
        weight_grams = r.weight_grams,
        length_mm = r.length_mm,
        width_mm = r.width_mm,
        height_mm = r.height_mm
    from jsonb_to_recordset(p_variants) as r (
        sku text, options jsonb, barcode text, unit text, weight_grams numeric,
        length_mm numeric, width_mm numeric, height_mm numeric
    )
    where v.product_id = p_product_id and v.sku = r.sku;

    insert into commerce.variants (
        product_id, sku, options, barcode, unit, weight_grams, length_mm, width_mm,
        height_mm, is_bundle, created_at, updated_at
    )
    select
        p_product_id,
        r.sku,
        coalesce(r.options, '{}'),
        r.barcode,
        coalesce(r.unit, 'piece'),
        r.weight_grams,
        r.length_mm,
        r.width_mm,
        r.height_mm,
        coalesce(nullif(r.components, '[]') is not null, false),
        v_now,
        v_now
    from jsonb_to_recordset(p_variants) as r (
        sku text, options jsonb, barcode text, unit text, weight_grams numeric,
        length_mm numeric, width_mm numeric, height_mm numeric, components jsonb
    )
    where not exists (
        select
        from commerce.variants as v
        where v.product_id = p_product_id and v.sku = r.sku
    );

    for v_sent in select e.variant from jsonb_array_elements(p_variants) as e (variant)
    loop
        select v.id
        into strict v_id
        from commerce.variants as v
        where v.product_id = p_product_id and v.sku = v_sent ->> 'sku';
        v_shown := commerce._show_variant(v_id);

        if (v_shown -> 'price_minor', v_shown -> 'sale_price_minor')
            is distinct from (
                coalesce(v_sent -> 'price_minor', 'null'),
                coalesce(v_sent -> 'sale_price_minor', 'null')
            )
        then
            perform commerce._write_price(
                v_id, v_list_id, tstzrange(v_now, null),
                (v_sent ->> 'price_minor')::numeric::bigint,
                (v_sent ->> 'sale_price_minor')::numeric::bigint
            );
        end if;
        perform commerce._write_price(
            v_id,
            (select l.id from commerce.price_lists as l where l.code = p.price_list),
            tstzrange(coalesce(p.valid_from, v_now), p.valid_until),
            p.amount_minor::bigint,
            p.sale_amount_minor::bigint
        )
        from jsonb_to_recordset(v_sent -> 'prices') as p (
            price_list text, amount_minor numeric, sale_amount_minor numeric,
            valid_from timestamptz, valid_until timestamptz
        );

        delete from commerce.bundle_components as c
        where
            c.bundle_id = v_id
            and not exists (
                select
                from jsonb_to_recordset(v_sent -> 'components') as r (sku text)
                inner join commerce.variants as v on r.sku = v.sku
                where v.id = c.variant_id
            );
        insert into commerce.bundle_components as c (bundle_id, variant_id, quantity)
        select v_id, v.id, r.quantity
        from jsonb_to_recordset(v_sent -> 'components') as r (
            sku text, quantity numeric
        )
        inner join commerce.variants as v on r.sku = v.sku
        on conflict (bundle_id, variant_id) do update
        set quantity = excluded.quantity
        where c.quantity <> excluded.quantity;
    end loop;
end;
$$;

comment on function commerce._write_variants(bigint, jsonb) is
    'Add and change variants, their prices and components, as commerce._check_product '
    'returned them.';
