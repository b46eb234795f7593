-- commerce._pick_parcels: the parcels of an order that a command is for.
--
-- Without numbers these are all that have the status and that the caller may handle.

create or replace function commerce._pick_parcels(
    p_order commerce.orders,
    p_command text,
    p_rule text,
    p_status text,
    p_numbers bigint[]
)
    returns bigint[]
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_parcels constant jsonb := p_order.state -> 'parcels';
    v_numbers bigint[];
    v_number bigint;
begin
    if p_numbers is null then
        select array_agg(p.parcel order by p.parcel)
        into v_numbers
        from commerce.parcels as p
        where
            p.order_id = p_order.id
            and p.status = p_status
            and (
                core.can_act_as('admin')
                or exists (
                    select
                    from commerce.location_staff as s
                    where
                        s.location_id = p.location_id
                        and s.user_id = core.actor_id()
                )
            );
        if v_numbers is null then
            perform commerce._refuse_order_command(
                p_order, p_command, p_rule,
                format('none of its parcels for the caller is %s.', p_status)
            );
        end if;
        return v_numbers;
    end if;

    select array_agg(distinct n.number order by n.number)
    into v_numbers
    from unnest(core.read_list('parcels', p_numbers, 1, 200)) as n (number);
    foreach v_number in array v_numbers
    loop
        if not v_parcels ? v_number::text then
            perform core.raise_error(
                'commerce.unknown_parcel',
                format('Order %s has no parcel %s.', p_order.id, v_number)
            );
        end if;
        perform commerce._require_locations(
            array[(v_parcels -> v_number::text ->> 'location_id')::bigint]
        );
        if v_parcels -> v_number::text ->> 'status' <> p_status then
            perform commerce._refuse_order_command(
                p_order, p_command, p_rule,
                format(
                    'parcel %s is %s, not %s.', v_number,
                    v_parcels -> v_number::text ->> 'status', p_status
                )
            );
        end if;
    end loop;
    return v_numbers;
end;
$$;

comment on function commerce._pick_parcels(
    commerce.orders, text, text, text, bigint[]
) is
$$Numbers of parcels in a status, in order, that the caller may handle.

Errors: PT422 core.invalid_argument, PT404 commerce.unknown_parcel, PT403
core.not_permitted, PT409 commerce.transition_refused, which names p_rule.
$$;
