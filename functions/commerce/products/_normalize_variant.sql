-- commerce._normalize_variant: a variant as sent, its SKUs trimmed and in upper case.

create or replace function commerce._normalize_variant(p_variant jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when jsonb_typeof(p_variant) <> 'object' then p_variant
        else
            p_variant
            || case
                when jsonb_typeof(p_variant -> 'sku') = 'string'
                    then jsonb_build_object('sku', upper(btrim(p_variant ->> 'sku')))
                else '{}'
            end
            || case
                when jsonb_typeof(p_variant -> 'components') = 'array'
                    then jsonb_build_object(
                        'components',
                        (
                            select coalesce(
                                jsonb_agg(
                                    commerce._normalize_variant(e.component)
                                    order by e.place
                                ),
                                '[]'
                            )
                            from jsonb_array_elements(p_variant -> 'components')
                                with ordinality as e (component, place)
                        )
                    )
                else '{}'
            end
    end
$$;

grant execute on function commerce._normalize_variant(jsonb)
to authenticated, service_role;

comment on function commerce._normalize_variant(jsonb) is
    'The variant, or component of one, with the SKU as it is stored.';
