-- commerce.pack_order: pack parcels of an order.
--
-- Locks the order. What is not packed of a parcel becomes a parcel of its own, so what
-- is packed can be shipped. Definer: callers may write none of the tables.

create or replace function commerce.pack_order(
    p_order_id bigint,
    p_parcels jsonb default null,
    p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_order constant commerce.orders := commerce._lock_order(
        p_order_id, 'pack', p_expected_version
    );
    v_wanted constant jsonb := case
        when p_parcels is not null and p_parcels <> 'null' then core.read_records(
            'parcels', p_parcels,
            '{"parcel": "integer", "sku": "text", "quantity": "integer"}',
            200, 'Parcel', 'commerce.invalid_lines', 'commerce.too_many_lines'
        )
    end;
    v_numbers constant bigint[] := commerce._pick_parcels(
        v_order, 'pack', 'parcels_open', 'open',
        case
            when v_wanted is not null then array(
                select (w.record ->> 'parcel')::integer
                from jsonb_array_elements(v_wanted) as w (record)
            )
        end
    );
    v_next integer := (
        select max(n::integer) from jsonb_object_keys(v_order.state -> 'parcels') as n
    );
    v_number integer;
    v_pieces jsonb;
    v_packed jsonb;
    v_rest jsonb;
    v_result jsonb := '[]'::jsonb;
begin
    foreach v_number in array v_numbers
    loop
        v_pieces := v_order.state #> array['parcels', v_number::text, 'pieces'];
        v_packed := coalesce(
            commerce._read_packed(v_number, v_pieces, v_wanted), v_pieces
        );
        select jsonb_object_agg(
            p.variant_id,
            p.quantity::integer - coalesce((v_packed ->> p.variant_id)::integer, 0)
        )
        into v_rest
        from jsonb_each_text(v_pieces) as p (variant_id, quantity)
        where
            p.quantity::integer > coalesce((v_packed ->> p.variant_id)::integer, 0);
        if v_rest is not null then
            v_next := v_next + 1;
        end if;
        v_result := v_result || jsonb_strip_nulls(jsonb_build_object(
            'parcel', v_number,
            'pieces', v_packed,
            'rest', case
                when v_rest is not null
                    then jsonb_build_object('parcel', v_next, 'pieces', v_rest)
            end
        ));
    end loop;

    return commerce._append_order_event(
        v_order, 'pack', 'packed', jsonb_build_object('parcels', v_result)
    ) || jsonb_build_object('parcels', v_result);
end;
$$;

grant execute on function commerce.pack_order(bigint, jsonb, bigint)
to authenticated, service_role;

comment on function commerce.pack_order(bigint, jsonb, bigint) is
$$Pack open parcels of an order; for app role admin, and warehouse at its locations.

parcels: up to 200: with sku and quantity only these pieces are packed, and the rest
becomes a new parcel; null packs all that the caller may. The pieces of a bundle are its
components. The answer has the quantity of each variant by its id; rest is there if a
part of the parcel was packed.
Takes: {parcels: [{parcel: integer, sku?: text | null, quantity?: integer | null}] |
null}
Returns: {order_id: bigint, version: bigint, status: get_order.status, parcels:
[{parcel: integer, pieces: {[text]: integer}, rest?: {parcel: integer, pieces: {[text]:
integer}}}]}
Errors: PT404 commerce.unknown_order, PT404 commerce.unknown_parcel, PT404
commerce.unknown_sku, PT403 core.not_permitted, PT409 commerce.version_conflict, PT409
commerce.transition_refused, PT422 commerce.invalid_lines, PT422
commerce.too_many_lines, PT422 core.invalid_argument.
Emits: commerce.order.packed.
Example: {"order_id": 1, "parcels": [{"parcel": 3, "sku": "SHIRT-S", "quantity": 1}]}
Budget: 200 ms.
$$;
