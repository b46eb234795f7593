-- commerce.set_reorder_rule: make or replace the reorder rule of a SKU at a location.
--
-- Definer: no role may write the table. Of two calls for one new rule the second waits
-- and replaces, or finds another version than it expects.

create or replace function commerce.set_reorder_rule(
    p_sku text,
    p_location text,
    p_rule jsonb,
    p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rule commerce.reorder_rules;
    v_stored commerce.reorder_rules;
begin
    perform core.require_role('buyer', 'admin');
    v_rule := commerce._read_reorder_rule(p_rule);
    v_rule.variant_id := (
        select v.id
        from commerce.variants as v
        inner join commerce.products as t on v.product_id = t.id
        where v.sku = upper(p_sku) and not v.is_bundle and t.deleted_at is null
    );
    v_rule.location_id := (
        select l.id from commerce.locations as l
        where l.code = upper(p_location) and l.is_active
    );
    if v_rule.variant_id is null then
        perform core.raise_error(
            'commerce.unknown_sku',
            format('There is no SKU %L that can be bought.', core.excerpt(p_sku))
        );
    end if;
    if v_rule.location_id is null then
        perform core.raise_error(
            'commerce.unknown_location',
            format('There is no active location %L.', core.excerpt(p_location))
        );
    end if;

    perform pg_advisory_xact_lock(
        hashtextextended(
            format(
                'commerce.reorder_rule:%s:%s', v_rule.variant_id, v_rule.location_id
            ),
            0
        )
    );
    select r.*
    into v_stored
    from commerce.reorder_rules as r
    where r.variant_id = v_rule.variant_id and r.location_id = v_rule.location_id
    for no key update;
    perform core.check_version(
        format('The rule of %s at %s', p_sku, p_location), v_stored.version,
        p_expected_version, 'commerce.version_conflict'
    );

    insert into commerce.reorder_rules as r (
        variant_id, location_id, vendor_id, method, minimum, maximum, pack_size,
        service_factor, cover_days, lead_time_days, unit_cost_minor, is_enabled,
        created_at, updated_at
    )
    values (
        v_rule.variant_id, v_rule.location_id, v_rule.vendor_id, v_rule.method,
        v_rule.minimum, v_rule.maximum, v_rule.pack_size, v_rule.service_factor,
        v_rule.cover_days, v_rule.lead_time_days, v_rule.unit_cost_minor,
        v_rule.is_enabled, core.now(), core.now()
    )
    on conflict (variant_id, location_id) do update
    set
        vendor_id = excluded.vendor_id,
        method = excluded.method,
        minimum = excluded.minimum,
        maximum = excluded.maximum,
        pack_size = excluded.pack_size,
        service_factor = excluded.service_factor,
        cover_days = excluded.cover_days,
        lead_time_days = excluded.lead_time_days,
        unit_cost_minor = excluded.unit_cost_minor,
        is_enabled = excluded.is_enabled
    returning r.* into v_rule;
    return jsonb_build_object(
        'sku', p_sku, 'location', p_location, 'version', v_rule.version,
        'is_enabled', v_rule.is_enabled
    );
end;
$$;

grant execute on function commerce.set_reorder_rule(text, text, jsonb, bigint)
to authenticated;

comment on function commerce.set_reorder_rule(text, text, jsonb, bigint) is
$$Make or replace the reorder rule of a SKU at a location.

method min_max: below minimum, up to maximum. method demand: below the mean sales of the
lead time and the safety stock, up to that and cover_days; minimum is then a floor,
maximum a cap. Defaults: pack_size 1, service_factor 1.645 (95 % of cycles), cover_days
7, lead_time_days of the vendor.
expected_version: that of the rule that was seen; 0: there is none yet.
Takes: {rule: {vendor: text, method: "min_max" | "demand", minimum?: integer | null,
maximum?: integer | null, pack_size?: integer | null, service_factor?: numeric | null,
cover_days?: integer | null, lead_time_days?: integer | null, unit_cost_minor: bigint,
is_enabled?: boolean}}
Returns: {sku: text, location: text, version: bigint, is_enabled: boolean}
Units: quantities in variants.unit; unit_cost_minor in minor units of the vendor's
currency.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_sku, commerce.unknown_location,
commerce.unknown_vendor, PT409 commerce.version_conflict, PT422 commerce.invalid_rule.
Example: {"sku": "SHIRT-S", "location": "MAIN", "rule": {"vendor": "ACME", "method":
"min_max", "minimum": 10, "maximum": 40, "unit_cost_minor": 1500}}
Budget: 200 ms.
$$;
