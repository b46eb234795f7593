-- commerce._normalize_product: a product as sent, in one form: SKUs in upper case, and
-- the fields of a single variant in `variants`.
--
-- Values of other types stay as they are: the rules name them.

create or replace function commerce._normalize_product(p_sent jsonb, p_stored jsonb)
    returns jsonb
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_variant constant text[] := commerce._variant_fields();
    v_single jsonb := (
        select jsonb_object_agg(e.key, e.value)
        from jsonb_each(p_sent) as e
        where e.key = any(c_variant)
    );
    v_sent jsonb := p_sent;
begin
    if v_single is not null and not p_sent ? 'variants' then
        if jsonb_array_length(p_stored -> 'variants') = 1 then
            v_single := jsonb_build_object('sku', p_stored #> '{variants,0,sku}')
                || v_single;
        end if;
        v_sent := (p_sent - c_variant)
            || jsonb_build_object('variants', jsonb_build_array(v_single));
    end if;
    if jsonb_typeof(v_sent -> 'variants') is distinct from 'array' then
        return v_sent;
    end if;

    return v_sent || jsonb_build_object(
        'variants',
        (
            select coalesce(
                jsonb_agg(commerce._normalize_variant(e.variant) order by e.place), '[]'
            )
            from jsonb_array_elements(v_sent -> 'variants')
                with ordinality as e (variant, place)
        )
    );
end;
$$;

grant execute on function commerce._normalize_product(jsonb, jsonb)
to authenticated, service_role;

comment on function commerce._normalize_product(jsonb, jsonb) is
$$What a caller sent, with `variants` and SKUs in upper case.

p_stored: the stored product. If it has one variant, fields of a variant that stand at
the top belong to it.
$$;
