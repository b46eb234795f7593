-- commerce._notify_order: notify the customer and the staff of an event of an order.
--
-- The customer hears of what others did; the staff of the parcels' locations, of what
-- there is to pack and of what is not to be packed any more.

create or replace function commerce._notify_order(
    p_order_id bigint, p_type text, p_state jsonb
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.notify_user(
        u.user_id,
        'commerce.order.' || p_type,
        jsonb_build_object(
            'v', 1, 'order_id', p_order_id, 'version', p_state -> 'version',
            'status', p_state -> 'status'
        ),
        'commerce.order:' || p_order_id || ':' || p_type
    )
    from (
        select (p_state ->> 'user_id')::uuid as user_id
        union
        select s.user_id
        from jsonb_each(p_state -> 'parcels') as p (number, fields)
        inner join commerce.location_staff as s
            on s.location_id = (p.fields ->> 'location_id')::bigint
        where
            (p_type = 'paid' or (p_type = 'cancelled' and p_state ? 'paid_at'))
            and core.keeps_role(s.user_id, 'warehouse')
    ) as u
    where u.user_id is distinct from core.actor_id()
    order by u.user_id
$$;

comment on function commerce._notify_order(bigint, text, jsonb) is
$$One notification each {v, order_id, version, status}, of kind commerce.order.<type>.

Emits: core.notification.created.
$$;
