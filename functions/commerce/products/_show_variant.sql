-- commerce._show_variant: a variant as JSON, with its prices and components.
--
-- Invoker: for a reader the policies select what is in it.

create or replace function commerce._show_variant(p_variant_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', v.id,
        'sku', v.sku,
        'options', v.options,
        'barcode', v.barcode,
        'unit', v.unit,
        'weight_grams', v.weight_grams,
        'length_mm', v.length_mm,
        'width_mm', v.width_mm,
        'height_mm', v.height_mm,
        'is_bundle', v.is_bundle,
        'version', v.version,
        'price_minor', d.amount_minor,
        'sale_price_minor', d.sale_amount_minor,
        'prices', coalesce(
            (
                select jsonb_agg(
                    jsonb_build_object(
                        'price_list', l.code,
                        'currency', l.currency,
                        'amount_minor', p.amount_minor,
                        'sale_amount_minor', p.sale_amount_minor,
                        'valid_from', lower(p.valid),
                        'valid_until', upper(p.valid)
                    )
                    order by l.code, p.valid
                )
                from commerce.prices as p
                inner join commerce.price_lists as l on p.price_list_id = l.id
                where p.variant_id = v.id
            ),
            '[]'
        ),
        'components', coalesce(
            (
                select jsonb_agg(
                    jsonb_build_object('sku', s.sku, 'quantity', c.quantity)
                    order by s.sku
                )
                from commerce.bundle_components as c
                inner join commerce.variants as s on c.variant_id = s.id
                where c.bundle_id = v.id
            ),
            '[]'
        )
    )
    from commerce.variants as v
    left join (
        commerce.prices as d
        inner join commerce.price_lists as b on d.price_list_id = b.id and b.is_default
    ) on d.variant_id = v.id and d.valid @> core.now()
    where v.id = p_variant_id
$$;

grant execute on function commerce._show_variant(bigint)
to authenticated, service_role;

comment on function commerce._show_variant(bigint) is
    'One variant as get_product returns it; null if the caller may not see it.';
