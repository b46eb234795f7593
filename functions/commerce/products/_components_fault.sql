-- commerce._components_fault: the rule that a bundle has components, each a single
-- variant.

create or replace function commerce._components_fault(p_record jsonb)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_components constant jsonb := case jsonb_typeof(p_record -> 'components')
        when 'array' then p_record -> 'components' else '[]'
    end;
    v_component jsonb;
    v_seen text[] := '{}'::text[];
begin
    if p_record -> 'is_bundle' = 'true' and v_components = '[]' then
        return 'A bundle has components.';
    end if;
    if p_record -> 'is_bundle' = 'false' and v_components <> '[]' then
        return 'A variant does not become a bundle.';
    end if;

    for v_component in
        select e.component from jsonb_array_elements(v_components) as e (component) limit 51
    loop
        if not coalesce(
            case
                when jsonb_typeof(v_component -> 'quantity') = 'number'
                    then
                        (v_component ->> 'quantity')::numeric between 1 and 1000
                        and (v_component ->> 'quantity')::numeric % 1 = 0
                        and jsonb_typeof(v_component -> 'sku') = 'string'
            end,
            false
        ) then
            return 'A component is {sku, quantity}, the quantity from 1 to 1000.';
        end if;
        if v_component ->> 'sku' = any(v_seen) then
            return format(
                'Component %s stands there twice.', core.excerpt(v_component ->> 'sku')
            );
        end if;
        v_seen := v_seen || (v_component ->> 'sku');
        if not exists (
            select
            from commerce.variants as v
            inner join commerce.products as p on v.product_id = p.id
            where
                v.sku = v_component ->> 'sku'
                and not v.is_bundle
                and p.deleted_at is null
        ) then
            return format(
                'Component %s is not a single variant.',
                core.excerpt(v_component ->> 'sku')
            );
        end if;
    end loop;
    return null;
end;
$$;

comment on function commerce._components_fault(jsonb) is
    'Rule components_valid of commerce.variant.';
