-- commerce._check_product: check what a caller wants to store of a product, all of it.
--
-- The rules see the product as it would be afterwards: the stored one with the fields
-- that were sent. Of its variants they check those that were sent. The loops are
-- bounded; a longer list breaks a rule anyway.

create or replace function commerce._check_product(
    p_sent jsonb, p_stored jsonb default '{}'
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_fields constant text[] := array[
        'title', 'description', 'category', 'brand', 'tax_class', 'attributes',
        'starts_at', 'ends_at', 'variants'
    ];
    c_price constant text[] := array[
        'price_list', 'amount_minor', 'sale_amount_minor', 'valid_from', 'valid_until'
    ];
    v_sent constant jsonb := commerce._normalize_product(p_sent, p_stored);
    v_variants constant jsonb := case jsonb_typeof(v_sent -> 'variants')
        when 'array' then v_sent -> 'variants' else '[]'
    end;
    v_merged constant jsonb := (
        select coalesce(
            jsonb_agg(
                case jsonb_typeof(e.variant)
                    when 'object' then coalesce(s.variant - 'prices', '{}') || e.variant
                    else e.variant
                end
                order by e.place
            ),
            '[]'
        )
        from jsonb_array_elements(v_variants) with ordinality as e (variant, place)
        left join jsonb_array_elements(p_stored -> 'variants') as s (variant)
            on e.variant -> 'sku' = s.variant -> 'sku'
    );
    v_part jsonb;
    v_price jsonb;
    v_product jsonb;
    v_faults jsonb;
    v_checked jsonb := '[]'::jsonb;
    v_prices jsonb;
begin
    v_part := commerce._check_part(
        'commerce.product',
        p_stored || v_sent || case
            when jsonb_typeof(v_sent -> 'variants') <> 'array' then '{}'
            else jsonb_build_object(
                'variants',
                (
                    select coalesce(jsonb_agg(s.variant order by s.place), '[]')
                    from jsonb_array_elements(p_stored -> 'variants')
                        with ordinality as s (variant, place)
                    where
                        not jsonb_path_query_array(v_variants, '$[*].sku')
                        @> (s.variant -> 'sku')
                ) || v_merged
            )
        end,
        v_sent, c_fields, null
    );
    v_product := v_part -> 'record';
    v_faults := v_part -> 'errors';

    for v_index in 0 .. least(jsonb_array_length(v_variants), 100) - 1 loop
        v_part := commerce._check_part(
            'commerce.variant',
            (v_merged -> v_index) || jsonb_build_object(
                'product_id', p_stored -> 'id', 'status', p_stored -> 'status'
            ),
            v_variants -> v_index,
            commerce._variant_fields(),
            'variants.' || v_index
        );
        v_faults := v_faults || (v_part -> 'errors');

        v_prices := case jsonb_typeof(v_variants -> v_index -> 'prices')
            when 'array' then v_variants -> v_index -> 'prices' else '[]'
        end;
        for v_place in 0 .. least(jsonb_array_length(v_prices), 50) - 1 loop
            v_price := commerce._check_part(
                'commerce.price', v_prices -> v_place, v_prices -> v_place, c_price,
                format('variants.%s.prices.%s', v_index, v_place)
            );
            v_faults := v_faults || (v_price -> 'errors');
            v_prices := jsonb_set(
                v_prices, array[v_place::text], v_price -> 'record'
            );
        end loop;
        v_checked := v_checked
            || (v_part -> 'record' || jsonb_build_object('prices', v_prices));
    end loop;

    return jsonb_build_object(
        'record', v_product || jsonb_build_object('variants', v_checked),
        'errors', v_faults
    );
end;
$$;

grant execute on function commerce._check_product(jsonb, jsonb)
to authenticated, service_role;

comment on function commerce._check_product(jsonb, jsonb) is
$${record, errors: [{field, code, message, severity}]}: the product as it would be
stored, with the variants that were sent, and every fault.

p_stored: the stored product, {} for a new one.
$$;
