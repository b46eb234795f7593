-- commerce._read_packed: which pieces of a parcel the caller wants to pack.

create or replace function commerce._read_packed(
    p_parcel integer, p_pieces jsonb, p_wanted jsonb
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_packed jsonb := '{}'::jsonb;
    v_record jsonb;
    v_variant_id text;
    v_quantity bigint;
begin
    for v_record in
        select w.record
        from jsonb_array_elements(p_wanted) with ordinality as w (record, place)
        where (w.record ->> 'parcel')::integer = p_parcel
        order by w.place
    loop
        if v_record ->> 'sku' is null and v_record ->> 'quantity' is null then
            return null;
        end if;

        select v.id::text
        into v_variant_id
        from commerce.variants as v
        where v.sku = upper(v_record ->> 'sku') and p_pieces ? v.id::text;
        if not found then
            perform core.raise_error(
                'commerce.unknown_sku',
                format(
                    'Parcel %s has no piece %L.', p_parcel,
                    core.excerpt(v_record ->> 'sku')
                )
            );
        end if;
        v_quantity := coalesce((v_packed ->> v_variant_id)::bigint, 0)
            + core.read_number(
                'quantity', (v_record ->> 'quantity')::bigint, 1,
                (p_pieces ->> v_variant_id)::bigint, 'commerce.invalid_lines'
            );
        perform core.read_number(
            'The sum of quantity', v_quantity, 1, (p_pieces ->> v_variant_id)::bigint,
            'commerce.invalid_lines'
        );
        v_packed := v_packed || jsonb_build_object(v_variant_id, v_quantity);
    end loop;
    return nullif(v_packed, '{}');
end;
$$;

comment on function commerce._read_packed(integer, jsonb, jsonb) is
$$The pieces {"<variant id>": quantity} that the records name; null: all of the parcel.

Errors: PT404 commerce.unknown_sku, PT422 commerce.invalid_lines.
$$;
