-- commerce._lock_purchase: lock a purchase order that is in one of some states.
--
-- Its callers are definer, so the rights of a warehouse are checked here: it acts on
-- orders to its own locations, and no other order exists for it.

create or replace function commerce._lock_purchase(
    p_purchase_order_id bigint, p_action text, variadic p_statuses text[]
)
    returns commerce.purchase_orders
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.purchase_orders;
begin
    select o.*
    into v_order
    from commerce.purchase_orders as o
    where
        o.id = p_purchase_order_id
        and (
            core.can_act_as('admin', 'buyer')
            or exists (
                select
                from commerce.location_staff as s
                where s.location_id = o.location_id and s.user_id = core.actor_id()
            )
        )
    for no key update;
    if v_order.id is null then
        perform core.raise_error(
            'commerce.unknown_purchase',
            format('There is no purchase order %s.', p_purchase_order_id)
        );
    end if;
    if v_order.status <> all(p_statuses) then
        perform core.raise_error(
            'commerce.transition_refused',
            format(
                'Purchase order %s is %s; one can be %s that is %s.',
                v_order.id, v_order.status, p_action,
                array_to_string(p_statuses, ' or ')
            )
        );
    end if;
    return v_order;
end;
$$;

comment on function commerce._lock_purchase(bigint, text, text[]) is
$$The locked order, if the caller may act on it and its status is one of p_statuses.

Errors: PT404 commerce.unknown_purchase, PT409 commerce.transition_refused.
$$;
