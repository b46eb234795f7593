-- commerce._list_state_parcels: the parcels of a state as rows of commerce.parcels.

create or replace function commerce._list_state_parcels(
    p_order_id bigint, p_state jsonb
)
    returns setof commerce.parcels
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        p_order_id,
        p.number::integer,
        (p_state ->> 'user_id')::uuid,
        (p.fields ->> 'location_id')::bigint,
        p.fields ->> 'status',
        p.fields ->> 'tracking',
        p_state -> 'ship_to',
        (p.fields ->> 'packed_at')::timestamptz,
        (p.fields ->> 'shipped_at')::timestamptz,
        (p.fields ->> 'delivered_at')::timestamptz
    from jsonb_each(p_state -> 'parcels') as p (number, fields)
$$;

comment on function commerce._list_state_parcels(bigint, jsonb) is
    'What commerce.parcels must have for an order in this state.';
