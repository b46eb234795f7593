-- commerce._reserve: hold stock for a user until a time, or raise.
--
-- Lines of one variant and location count as their sum, so that they cannot each pass a
-- check that their sum fails.
--
-- Locks: the holds of a customer (commerce._limit_holds), then expired reservations of
-- the same variants, then the levels in the order of their key. All of it belongs to
-- the caller's transaction: an error leaves nothing.

create or replace function commerce._reserve(
    p_user_id uuid,
    p_lines commerce.stock_line[],
    p_expires_at timestamptz,
    p_allow_partial boolean,
    p_strategy text
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines commerce.stock_line[] := p_lines;
    v_taken commerce.allocation[];
    v_is_short boolean;
    v_now constant timestamptz := core.now();
    v_actor_id constant uuid := core.actor_id();
    v_id bigint;
begin
    if cardinality(p_lines) > 1 then
        v_lines := array(
            select
                row(
                    n.variant_id, n.location_id, least(sum(n.quantity), 2000000000)
                )::commerce.stock_line
            from unnest(p_lines) as n
            group by n.variant_id, n.location_id
            order by n.variant_id, n.location_id
        );
    end if;
    perform commerce._limit_holds(
        p_user_id, (select sum(n.quantity) from unnest(v_lines) as n)
    );
    perform commerce._release_expired(
        array(select n.variant_id from unnest(v_lines) as n)
    );
    v_taken := commerce._allocate_stock(v_lines, p_strategy);

    select
        coalesce(sum(t.quantity), 0)
        < (select sum(n.quantity) from unnest(v_lines) as n)
    into v_is_short
    from unnest(v_taken) as t;
    if v_is_short and (v_taken = '{}' or not p_allow_partial) then
        perform core.raise_error(
            'commerce.insufficient_stock',
            commerce._describe_shortage(v_lines, v_taken)
        );
    end if;

    with reservation as (
        insert into commerce.reservations (user_id, expires_at, created_at)
        values (p_user_id, p_expires_at, v_now)
        returning id
    ),

    moved as (
        insert into commerce.stock_movements (
            variant_id, quantity, type, from_state, to_state, from_location_id,
            to_location_id, reference, actor_id, effective_at, created_at
        )
        select
            t.variant_id, t.quantity, 'reserve', 'on_hand', 'reserved', t.location_id,
            t.location_id, 'reservation:' || r.id, v_actor_id, v_now, v_now
        from unnest(v_taken) as t, reservation as r
    ),

    held as (
        insert into commerce.reservation_lines (
            reservation_id, variant_id, location_id, bucket, quantity
        )
        select r.id, t.variant_id, t.location_id, t.bucket, sum(t.quantity)
        from unnest(v_taken) as t, reservation as r
        group by r.id, t.variant_id, t.location_id, t.bucket
    )

    select r.id into v_id from reservation as r;
    return v_id;
end;
$$;

comment on function commerce._reserve(
    uuid, commerce.stock_line[], timestamptz, boolean, text
) is
$$The id of a new open reservation.

p_allow_partial: hold what there is, if at least one piece.
Errors: PT409 commerce.insufficient_stock with each line that is short,
commerce.too_many_held.
$$;
