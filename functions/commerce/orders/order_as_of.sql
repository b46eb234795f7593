-- commerce.order_as_of: an order as it was at a version, or at a time.
--
-- Definer: a caller reads no snapshots. The version is found and folded only after
-- row-level security's rule was checked here.

create or replace function commerce.order_as_of(
    p_order_id bigint,
    p_version bigint default null,
    p_at timestamptz default null
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version bigint;
begin
    if (p_version is null) = (p_at is null) then
        perform core.raise_error(
            'core.invalid_argument', 'Send either version or at, not both.'
        );
    end if;
    if p_at is not null then
        perform core.read_time('at', p_at);
    end if;
    if not exists (
        select
        from commerce.orders as o
        where
            o.id = p_order_id
            and (o.user_id = core.actor_id() or core.can_act_as('admin'))
    ) then
        perform core.raise_error(
            'commerce.unknown_order',
            format('There is no order %s.', core.excerpt(p_order_id::text))
        );
    end if;

    select e.version
    into v_version
    from commerce.order_events as e
    where
        e.order_id = p_order_id
        and e.version = coalesce(p_version, e.version)
        and e.at <= coalesce(p_at, e.at)
    order by e.version desc
    limit 1;
    if not found then
        perform core.raise_error(
            'commerce.unknown_order_version',
            format(
                'Order %s has nothing at %s.', p_order_id,
                coalesce('version ' || p_version, p_at::text)
            )
        );
    end if;
    return jsonb_build_object('id', p_order_id)
        || commerce._fold_order(p_order_id, v_version);
end;
$$;

grant execute on function commerce.order_as_of(bigint, bigint, timestamptz)
to authenticated, service_role;

comment on function commerce.order_as_of(bigint, bigint, timestamptz) is
$$An order as get_order showed it at a version or a time; one of both is sent.

For its customer and app role admin.
Returns: get_order
Errors: PT404 commerce.unknown_order, PT404 commerce.unknown_order_version, PT422
core.invalid_argument.
Example: {"order_id": 1, "version": 2}
Budget: 100 ms.
$$;
