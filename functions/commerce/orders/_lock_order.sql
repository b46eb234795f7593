-- commerce._lock_order: lock an order for a command that the caller may give.
--
-- The first lock of each command. The version and the status are read under it, so of
-- two commands that expect one version, the second is refused. A caller who may not see
-- the order gets the answer of an unknown one.

create or replace function commerce._lock_order(
    p_order_id bigint, p_command text, p_expected_version bigint
)
    returns commerce.orders
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_roles text[];
begin
    if commerce.can_see_order(p_order_id) then
        select o.*
        into v_order
        from commerce.orders as o
        where o.id = p_order_id
        for no key update;
    end if;
    if v_order.id is null then
        perform core.raise_error(
            'commerce.unknown_order',
            format('There is no order %s.', core.excerpt(p_order_id::text))
        );
    end if;

    select coalesce(array_agg(distinct r.role), '{}')
    into v_roles
    from commerce.order_transitions as t
    cross join unnest(t.roles) as r (role)
    where
        t.command = p_command
        and (
            t.from_status = v_order.status
            or not exists (
                select
                from commerce.order_transitions as n
                where n.command = p_command and n.from_status = v_order.status
            )
        );
    if not (
        core.can_act_as(variadic array_remove(v_roles, 'customer'))
        or ('customer' = any(v_roles) and v_order.user_id = core.actor_id())
    ) then
        perform core.raise_error(
            'core.not_permitted',
            format(
                'To %s order %s, which is %s, is for: %s.',
                p_command, v_order.id, v_order.status,
                coalesce(nullif(array_to_string(v_roles, ', '), ''), 'servers')
            )
        );
    end if;
    perform core.check_version(
        'Order ' || v_order.id, v_order.version, p_expected_version,
        'commerce.version_conflict'
    );

    if not exists (
        select
        from commerce.order_transitions as t
        where t.from_status = v_order.status and t.command = p_command
    ) then
        perform commerce._refuse_order_command(
            v_order, p_command, 'order_transitions', 'its status does not allow it.'
        );
    end if;
    return v_order;
end;
$$;

comment on function commerce._lock_order(bigint, text, bigint) is
$$The order, locked, at the expected version, in a status that has the command.

Errors: PT404 commerce.unknown_order, PT403 core.not_permitted, PT409
commerce.version_conflict, PT409 commerce.transition_refused.
$$;
