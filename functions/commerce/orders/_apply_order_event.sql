-- commerce._apply_order_event: the state of an order after one more event.
--
-- The fold of a stream starts with null. It decides nothing: the command that wrote the
-- event did. So it depends on its arguments alone, and an old stream folds to the same
-- state again. Times are text in UTC, since the session's time zone must not matter.

create or replace function commerce._apply_order_event(
    p_state jsonb, p_type text, p_payload jsonb, p_at timestamptz
)
    returns jsonb
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_at constant text := to_char(
        p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
    );
    v_parcels constant jsonb := coalesce(p_state -> 'parcels', '{}');
    v_numbers constant text[] := array(
        select jsonb_array_elements_text(
            case
                when jsonb_typeof(p_payload -> 'parcels') = 'array'
                    and p_type in ('shipped', 'delivered')
                    then p_payload -> 'parcels'
                else '[]'
            end
        )
    );
    v_state jsonb := coalesce(p_state, '{}') || jsonb_build_object(
        'version', coalesce((p_state ->> 'version')::bigint, 0) + 1, 'changed_at', v_at
    );
begin
    case p_type
        when 'placed' then
            v_state := v_state || (p_payload - 'v') || jsonb_build_object(
                'placed_at', v_at, 'paid_minor', 0, 'refunded_minor', 0,
                'returned', '{}'::jsonb
            );
        when 'paid' then
            v_state := v_state || jsonb_build_object(
                'paid_at', v_at,
                'paid_minor', p_payload -> 'amount_minor',
                'payment', p_payload - array['v', 'amount_minor'],
                'parcels', commerce._set_parcels(
                    v_parcels, array(select jsonb_object_keys(v_parcels)),
                    '{"status": "open"}'
                )
            );
        when 'packed' then
            v_state := v_state || jsonb_build_object(
                'parcels',
                v_parcels || (
                    select jsonb_object_agg(n.number, n.fields)
                    from jsonb_array_elements(p_payload -> 'parcels') as p (fields)
                    cross join lateral (
                        values
                        (
                            p.fields ->> 'parcel',
                            v_parcels -> (p.fields ->> 'parcel') || jsonb_build_object(
                                'status', 'packed', 'packed_at', v_at,
                                'pieces', p.fields -> 'pieces'
                            )
                        ),
                        (
                            p.fields #>> '{rest,parcel}',
                            v_parcels -> (p.fields ->> 'parcel') || jsonb_build_object(
                                'pieces', p.fields #> '{rest,pieces}'
                            )
                        )
                    ) as n (number, fields)
                    where n.number is not null
                )
            );
        when 'shipped' then
            v_state := v_state || jsonb_build_object(
                'parcels', commerce._set_parcels(
                    v_parcels, v_numbers,
                    jsonb_build_object(
                        'status', 'shipped', 'shipped_at', v_at,
                        'tracking', p_payload -> 'tracking'
                    )
                )
            );
        when 'delivered' then
            v_state := v_state || jsonb_build_object(
                'parcels', commerce._set_parcels(
                    v_parcels, v_numbers,
                    jsonb_build_object('status', 'delivered', 'delivered_at', v_at)
                )
            );
        when 'cancelled' then
            v_state := v_state || jsonb_build_object(
                'cancelled_at', v_at, 'cancel_reason', p_payload -> 'reason',
                'parcels', commerce._set_parcels(
                    v_parcels, array(select jsonb_object_keys(v_parcels)),
                    '{"status": "cancelled"}'
                )
            );
        when 'returned' then
            v_state := v_state || jsonb_build_object(
                'returned',
                (v_state -> 'returned') || (
                    select jsonb_object_agg(
                        r.variant_id,
                        r.quantity + coalesce(
                            (v_state -> 'returned' ->> r.variant_id)::bigint, 0
                        )
                    )
                    from (
                        select
                            p.piece ->> 'variant_id' as variant_id,
                            sum((p.piece ->> 'quantity')::integer) as quantity
                        from jsonb_array_elements(p_payload -> 'pieces') as p (piece)
                        group by p.piece ->> 'variant_id'
                    ) as r
                )
            );
        when 'refunded' then
            v_state := v_state || jsonb_build_object(
                'refunded_minor',
                (v_state ->> 'refunded_minor')::bigint
                + (p_payload ->> 'amount_minor')::bigint
            );
    end case;

    return v_state || jsonb_build_object('status', commerce._order_status(v_state));
end;
$$;

comment on function commerce._apply_order_event(jsonb, text, jsonb, timestamptz) is
$$The state of an order after an event; the first one is applied to null.

State: {version, status, user_id, currency, ship_to, reservation_id, lines, parcels:
{"<number>": {location_id, location, status, pieces: {"<variant id>": quantity}, …}},
returned: {"<variant id>": quantity}, subtotal_minor, discount_minor, tax_minor,
total_minor, paid_minor, refunded_minor, placed_at, …}.
Errors: 20000 for a type that is not known.
$$;
