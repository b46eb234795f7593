-- commerce._order_status: the status of an order in a given state.
--
-- After the payment it is that of the parcel that is furthest behind.

create or replace function commerce._order_status(p_state jsonb)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when
            (p_state ->> 'refunded_minor')::bigint > 0
            and p_state -> 'refunded_minor' = p_state -> 'paid_minor'
            then 'refunded'
        when p_state ? 'cancelled_at' then 'cancelled'
        when not p_state ? 'paid_at' then 'placed'
        when
            (
                select sum(r.quantity::integer)
                from jsonb_each_text(p_state -> 'returned') as r (variant_id, quantity)
            ) = (
                select sum(q.quantity::integer)
                from jsonb_each(p_state -> 'parcels') as p (parcel, fields)
                cross join lateral jsonb_each_text(p.fields -> 'pieces')
                    as q (variant_id, quantity)
            )
            then 'returned'
        else (
            select (array['paid', 'packed', 'shipped', 'delivered'])[
                min(array_position(
                    array['open', 'packed', 'shipped', 'delivered'],
                    p.fields ->> 'status'
                ))
            ]
            from jsonb_each(p_state -> 'parcels') as p (parcel, fields)
        )
    end
$$;

comment on function commerce._order_status(jsonb) is
    'The status that follows from the times, the parcels and the amounts of a state.';
