-- commerce._read_returned: the pieces that a return names, with their ids.

create or replace function commerce._read_returned(p_order_id bigint, p_lines jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_pieces jsonb := '[]'::jsonb;
    v_line record;
begin
    for v_line in
        select
            r.place,
            upper(r.line ->> 'sku') as sku,
            upper(r.line ->> 'location') as location,
            r.line ->> 'state' as state,
            (r.line ->> 'quantity')::bigint as quantity,
            v.id as variant_id,
            l.id as location_id
        from jsonb_array_elements(p_lines) with ordinality as r (line, place)
        left join commerce.variants as v
            on
                upper(r.line ->> 'sku') = v.sku
                and exists (
                    select
                    from commerce.parcel_lines as p
                    where p.order_id = p_order_id and p.variant_id = v.id
                )
        left join commerce.locations as l
            on upper(r.line ->> 'location') = l.code and l.is_active
        order by r.place
    loop
        if v_line.variant_id is null then
            perform core.raise_error(
                'commerce.unknown_sku',
                format(
                    'Line %s: order %s has no piece %L.',
                    v_line.place, p_order_id, core.excerpt(v_line.sku)
                )
            );
        end if;
        if v_line.location_id is null then
            perform core.raise_error(
                'commerce.unknown_location',
                format(
                    'Line %s: %L is not an active location.',
                    v_line.place, core.excerpt(v_line.location)
                )
            );
        end if;
        if v_line.state is null or v_line.state not in ('on_hand', 'damaged') then
            perform core.raise_error(
                'commerce.invalid_lines',
                format('Line %s: state is not on_hand or damaged.', v_line.place)
            );
        end if;
        perform core.read_number(
            format('Line %s: quantity', v_line.place), v_line.quantity, 1, 100000000,
            'commerce.invalid_lines'
        );
        v_pieces := v_pieces || jsonb_build_object(
            'variant_id', v_line.variant_id, 'sku', v_line.sku,
            'quantity', v_line.quantity, 'location_id', v_line.location_id,
            'location', v_line.location, 'state', v_line.state
        );
    end loop;
    if v_pieces = '[]' then
        perform core.raise_error('commerce.invalid_lines', 'A return needs a line.');
    end if;
    return v_pieces;
end;
$$;

comment on function commerce._read_returned(bigint, jsonb) is
$$[{variant_id, sku, quantity, location_id, location, state}] from lines of a caller.

Errors: PT404 commerce.unknown_sku, PT404 commerce.unknown_location, PT422
commerce.invalid_lines.
$$;
