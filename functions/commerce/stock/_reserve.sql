-- commerce._reserve: hold pieces for a user until a time; from locations by position.
--
-- Locks the levels of all variants in the order of their key, then takes: lines that
-- name a location first, the others from what is left.

create or replace function commerce._reserve(
    p_user_id uuid,
    p_lines commerce.stock_line[],
    p_expires_at timestamptz,
    p_allow_partial boolean default false,
    p_strategy text default null
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
    v_line record;
    v_postings commerce.posting[];
begin
    insert into commerce.reservations (user_id, expires_at, created_at)
    values (p_user_id, p_expires_at, core.now())
    returning id into v_id;

    perform
    from commerce.stock_levels as l
    where l.variant_id in (select n.variant_id from unnest(p_lines) as n)
    order by l.variant_id, l.location_id, l.bucket
    for no key update;

    for v_line in
        select n.variant_id, n.location_id, sum(n.quantity)::integer as quantity
        from unnest(p_lines) as n
        group by n.variant_id, n.location_id
        order by n.location_id nulls last, n.variant_id
    loop
        select array_agg(
            row(
                s.variant_id, least(s.free, v_line.quantity - s.before), 'reserve',
                'on_hand', s.location_id, s.bucket, 'reserved', s.location_id, s.bucket
            )::commerce.posting
            order by s.before
        )
        into v_postings
        from (
            select
                l.variant_id,
                l.location_id,
                l.bucket,
                f.free,
                (
                    sum(f.free) over (order by o.position, o.id, l.bucket) - f.free
                )::integer as before
            from commerce.stock_levels as l
            inner join commerce.locations as o on l.location_id = o.id
            cross join lateral (
                values (l.on_hand + l.backorder_limit - l.reserved - l.safety_stock)
            ) as f (free)
            where
                l.variant_id = v_line.variant_id
                and l.location_id = coalesce(v_line.location_id, l.location_id)
                and o.is_active
                and f.free > 0
        ) as s
        where s.before < v_line.quantity;

        if
            not p_allow_partial
            and v_line.quantity is distinct from (
                select sum(p.quantity) from unnest(v_postings) as p
            )
        then
            perform core.raise_error(
                'commerce.insufficient_stock',
                (
                    select format(
                        '%s pieces of %s are wanted, %s can be reserved.',
                        v_line.quantity, v.sku,
                        coalesce(
                            (select sum(p.quantity) from unnest(v_postings) as p), 0
                        )
                    )
                    from commerce.variants as v
                    where v.id = v_line.variant_id
                )
            );
        end if;

        perform commerce._post_movements(
            v_postings, p_reference => 'reservation:' || v_id
        );
        insert into commerce.reservation_lines as r (
            reservation_id, variant_id, location_id, bucket, quantity
        )
        select v_id, p.variant_id, p.from_location_id, p.from_bucket, p.quantity
        from unnest(v_postings) as p
        on conflict (reservation_id, variant_id, location_id, bucket) do update
        set quantity = r.quantity + excluded.quantity;
    end loop;
    return v_id;
end;
$$;

comment on function commerce._reserve(
    uuid, commerce.stock_line[], timestamptz, boolean, text
) is
$$Reserve the sum of the lines; returns the id of the reservation.

Errors: PT409 commerce.insufficient_stock.
$$;
