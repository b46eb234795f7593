-- commerce.can_see_order: whether the caller is the customer of an order or its staff.
--
-- Staff is admin, servers, and warehouse staff of a location that has a parcel of it.
-- Definer: the staff of a location reads no orders, and anonymous callers no table.

create or replace function commerce.can_see_order(p_order_id bigint)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
        from commerce.orders as o
        where
            o.id = p_order_id
            and (
                o.user_id = core.actor_id()
                or core.can_act_as('admin')
                or (
                    core.can_act_as('warehouse')
                    and exists (
                        select
                        from commerce.parcels as p
                        inner join commerce.location_staff as s
                            on p.location_id = s.location_id
                        where p.order_id = o.id and s.user_id = core.actor_id()
                    )
                )
            )
    )
$$;

grant execute on function commerce.can_see_order(bigint) to authenticated, service_role;

comment on function commerce.can_see_order(bigint) is
    'True for the customer, an admin, and warehouse staff of one of its parcels.';
