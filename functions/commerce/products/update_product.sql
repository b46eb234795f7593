-- commerce.update_product: change a product and its variants.
--
-- Locks the product; its variants and prices are written under that lock only. Definer:
-- no role may write the tables directly. The version counts each change, also one of a
-- variant alone.

create or replace function commerce.update_product(
    p_product_id bigint, p_patch jsonb, p_expected_version bigint
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_stamps constant text[] := array['version', 'updated_at'];
    v_patch jsonb;
    v_product commerce.products;
    v_stored jsonb;
    v_checked jsonb;
    v_changed jsonb;
begin
    perform core.require_role('admin', 'buyer');
    v_patch := core.read_json(
        'patch', p_patch, 'object', 1000000, 'commerce.invalid_product'
    );
    if v_patch is null then
        perform core.raise_error('commerce.invalid_product', 'patch is missing.');
    end if;
    perform core.read_number(
        'expected_version', p_expected_version, 1, 9223372036854775807
    );
    v_product := commerce._lock_product(p_product_id, p_expected_version);

    v_stored := commerce._show_product(p_product_id);
    v_checked := commerce._check_product(v_patch, v_stored);
    perform commerce._refuse_faults('commerce.invalid_product', v_checked -> 'errors');

    begin
        update commerce.products as p
        set
            title = r.title,
            description = coalesce(r.description, ''),
            category_id = c.id,
            brand_id = b.id,
            tax_class = coalesce(r.tax_class, 'standard'),
            attributes = coalesce(r.attributes, '{}'),
            starts_at = r.starts_at,
            ends_at = r.ends_at
        from jsonb_to_record(v_checked -> 'record') as r (
            title text, description text, category text, brand text, tax_class text,
            attributes jsonb, starts_at timestamptz, ends_at timestamptz
        )
        left join master.categories as c on r.category = c.category_key
        left join master.brands as b on r.brand = b.brand_key
        where p.id = p_product_id;
        perform commerce._write_variants(
            p_product_id, v_checked #> '{record,variants}'
        );
    exception
        when data_exception or integrity_constraint_violation then
            perform core.raise_error('commerce.invalid_product', sqlerrm);
    end;

    v_changed := commerce._show_product(p_product_id);
    if v_changed - c_stamps = v_stored - c_stamps then
        return v_changed;
    end if;
    update commerce.products as p
    set version = p.version + 1
    where p.id = p_product_id and p.version = v_product.version;
    perform commerce._emit_product(p_product_id, 'updated');
    return commerce._show_product(p_product_id);
end;
$$;

grant execute on function commerce.update_product(bigint, jsonb, bigint)
to authenticated, service_role;

comment on function commerce.update_product(bigint, jsonb, bigint) is
$$Change a product that has the expected version; for app roles admin and buyer.

patch has the fields of create_product that change; null clears a field. Its variants
are changed by SKU, and a SKU that the product does not have is added; the other
variants stay. A changed price_minor counts from now on, null ends the price; prices are
set as set_price does; components replace those of the bundle. A published product keeps
its category and its prices. A patch that changes nothing leaves the version.
Takes: {patch: {title?: text, description?: text | null, category?: text | null, brand?:
text | null, tax_class?: text | null, attributes?: {[text]: jsonb} | null, starts_at?:
timestamptz | null, ends_at?: timestamptz | null, variants?: [{sku: text, options?:
{[text]: jsonb} | null, barcode?: text | null, unit?: get_product.variants.unit | null,
weight_grams?: integer | null, length_mm?: integer | null, width_mm?: integer | null,
height_mm?: integer | null, price_minor?: bigint | null, sale_price_minor?: bigint |
null, prices?: [{price_list: text, amount_minor: bigint, sale_amount_minor?: bigint |
null, valid_from?: timestamptz | null, valid_until?: timestamptz | null}] | null,
components?: [{sku: text, quantity: integer}] | null}], sku?: text, options?: {[text]:
jsonb} | null, barcode?: text | null, unit?: get_product.variants.unit | null,
weight_grams?: integer | null, length_mm?: integer | null, width_mm?: integer | null,
height_mm?: integer | null, price_minor?: bigint | null, sale_price_minor?: bigint |
null, prices?: [{price_list: text, amount_minor: bigint, sale_amount_minor?: bigint |
null, valid_from?: timestamptz | null, valid_until?: timestamptz | null}] | null,
components?: [{sku: text, quantity: integer}] | null}}
Returns: get_product
Units: prices in minor units.
Errors: PT403 core.not_permitted; PT404 commerce.unknown_product; PT409
commerce.version_conflict; PT422 commerce.invalid_product, core.invalid_argument.
Emits: commerce.product.updated on commerce:product:<id>.
Example: {"product_id": 1, "patch": {"title": "Mug, blue"}, "expected_version": 1}
Budget: 200 ms.
$$;
