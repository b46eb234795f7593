-- commerce.set_price: set the price of a variant on a list for a period.
--
-- Locks the product, as every writer of its prices does. Definer: no role may write the
-- tables directly.

create or replace function commerce.set_price(
    p_sku text,
    p_price_list text,
    p_amount_minor bigint,
    p_sale_amount_minor bigint default null,
    p_valid_from timestamptz default null,
    p_valid_until timestamptz default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_variant commerce.variants;
    v_from constant timestamptz := coalesce(p_valid_from, core.now());
    v_before jsonb;
begin
    perform core.require_role('admin', 'buyer');
    select v.*
    into v_variant
    from commerce.variants as v
    inner join commerce.products as p on v.product_id = p.id
    where v.sku = upper(btrim(p_sku)) and p.deleted_at is null;
    if v_variant.id is null then
        perform core.raise_error(
            'commerce.unknown_sku', format('There is no SKU %s.', core.excerpt(p_sku))
        );
    end if;
    perform commerce._refuse_faults(
        'commerce.invalid_price',
        core.check_record(
            'commerce.price',
            jsonb_build_object(
                'price_list', p_price_list,
                'amount_minor', p_amount_minor,
                'sale_amount_minor', p_sale_amount_minor,
                'valid_from', v_from,
                'valid_until', p_valid_until
            )
        ) -> 'errors'
    );
    perform commerce._lock_product(v_variant.product_id, null);

    v_before := commerce._show_variant(v_variant.id);
    begin
        perform commerce._write_price(
            v_variant.id,
            (select l.id from commerce.price_lists as l where l.code = p_price_list),
            tstzrange(v_from, p_valid_until),
            p_amount_minor,
            p_sale_amount_minor
        );
    exception
        when data_exception or integrity_constraint_violation then
            perform core.raise_error('commerce.invalid_price', sqlerrm);
    end;
    if commerce._show_variant(v_variant.id) <> v_before then
        update commerce.products as p
        set version = p.version + 1
        where p.id = v_variant.product_id;
        perform commerce._emit_product(v_variant.product_id, 'updated');
    end if;
    return commerce._show_variant(v_variant.id);
end;
$$;

grant execute on function commerce.set_price(
    text, text, bigint, bigint, timestamptz, timestamptz
) to authenticated, service_role;

comment on function commerce.set_price(
    text, text, bigint, bigint, timestamptz, timestamptz
) is
$$Set what a variant costs on a price list for a period; for app roles admin and buyer.

The period is from `valid_from` (without it: now) until `valid_until` (without it: for
good). It replaces what the list has for that period: a period that reaches into it is
cut, one that surrounds it is split. It raises the version of the product.
Returns: get_product.variants
Units: minor units of the list's currency, per unit of the variant.
Errors: PT403 core.not_permitted; PT404 commerce.unknown_sku, commerce.unknown_product;
PT422 commerce.invalid_price.
Emits: commerce.product.updated on commerce:product:<id>.
Example: {"sku": "MUG", "price_list": "standard", "amount_minor": 19900,
"sale_amount_minor": 14900, "valid_until": "2027-01-01T00:00:00Z"}
Budget: 200 ms.
$$;
