-- commerce._read_reorder_rule: read a caller's reorder rule; raises if it is invalid.

create or replace function commerce._read_reorder_rule(p_rule jsonb)
    returns commerce.reorder_rules
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant text := 'commerce.invalid_rule';
    v_read jsonb := core.read_json('rule', p_rule, 'object', 10000, c_key);
    v_rule commerce.reorder_rules;
begin
    v_read := core.read_records(
        'rule', jsonb_build_array(v_read),
        '{"vendor": "text", "method": "text", "minimum": "integer",
        "maximum": "integer", "pack_size": "integer", "service_factor": "number", "cover_days": "integer",
        "lead_time_days": "integer", "unit_cost_minor": "bigint"}',
        1, 'rule', c_key, c_key, '{is_enabled}'
    ) -> 0;
    if jsonb_typeof(coalesce(v_read -> 'is_enabled', 'true')) <> 'boolean' then
        perform core.raise_error(c_key, 'is_enabled is not true or false.');
    end if;
    if coalesce(v_read ->> 'method', '') not in ('min_max', 'demand') then
        perform core.raise_error(
            c_key,
            format(
                'method is %L, not min_max or demand.',
                core.excerpt(v_read ->> 'method')
            )
        );
    end if;
    v_rule.vendor_id := (
        select v.id
        from commerce.vendors as v
        where v.code = v_read ->> 'vendor' and v.is_active
    );
    if v_rule.vendor_id is null then
        perform core.raise_error(
            'commerce.unknown_vendor',
            format('There is no active vendor %L.', core.excerpt(v_read ->> 'vendor'))
        );
    end if;

    v_rule.method := v_read ->> 'method';
    v_rule.minimum := (v_read ->> 'minimum')::integer;
    v_rule.maximum := (v_read ->> 'maximum')::integer;
    if v_rule.method = 'min_max' or v_rule.minimum is not null then
        perform core.read_number('minimum', v_rule.minimum, 0, 1000000, c_key);
    end if;
    if v_rule.method = 'min_max' or v_rule.maximum is not null then
        perform core.read_number(
            'maximum', v_rule.maximum, greatest(v_rule.minimum, 1), 1000000, c_key
        );
    end if;
    v_rule.pack_size := core.read_number(
        'pack_size', coalesce((v_read ->> 'pack_size')::integer, 1), 1, 100000, c_key
    );
    v_rule.cover_days := core.read_number(
        'cover_days', coalesce((v_read ->> 'cover_days')::integer, 7), 1, 365, c_key
    );
    v_rule.lead_time_days := (v_read ->> 'lead_time_days')::integer;
    if v_rule.lead_time_days is not null then
        perform core.read_number(
            'lead_time_days', v_rule.lead_time_days, 0, 365, c_key
        );
    end if;
    v_rule.service_factor := coalesce((v_read ->> 'service_factor')::numeric, 1.645);
    if v_rule.service_factor not between 0 and 5 then
        perform core.raise_error(
            c_key,
            format('service_factor is %s, not from 0 to 5.', v_rule.service_factor)
        );
    end if;
    v_rule.unit_cost_minor := core.read_number(
        'unit_cost_minor', (v_read ->> 'unit_cost_minor')::bigint, 0, 1000000000, c_key
    );
    v_rule.is_enabled := coalesce((v_read ->> 'is_enabled')::boolean, true);
    return v_rule;
end;
$$;

comment on function commerce._read_reorder_rule(jsonb) is
$$The rule that a caller sent, with its defaults; without variant and location.

Errors: PT404 commerce.unknown_vendor, PT422 commerce.invalid_rule.
$$;
