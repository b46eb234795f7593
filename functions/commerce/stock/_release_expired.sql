-- commerce._release_expired: give back the stock of expired reservations of variants.
--
-- Called before a reservation looks for stock, so that an expired one never stands in
-- its way, whether the sweeper runs or not. Locks: the reservations by id, then every
-- level of their variants and of the variants that the caller will lock, in the order
-- of the key; so the caller's own locks come in one order with these.

create or replace function commerce._release_expired(p_variant_ids bigint[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
begin
    if not exists (
        select from commerce.reservations as r
        where
            r.status = 'open' and r.expires_at <= core.now()
    ) then
        return;
    end if;

    v_ids := array(
        select r.id
        from commerce.reservations as r
        where
            r.status = 'open'
            and r.expires_at <= core.now()
            and exists (
                select from commerce.reservation_lines as n
                where n.reservation_id = r.id and n.variant_id = any(p_variant_ids)
            )
        order by r.id
        for no key update of r
    );
    if v_ids = '{}' then
        return;
    end if;

    perform
    from commerce.stock_levels as l
    where
        l.variant_id = any(p_variant_ids)
        or l.variant_id in (
            select n.variant_id from commerce.reservation_lines as n
            where n.reservation_id = any(v_ids)
        )
    order by l.variant_id, l.location_id, l.bucket
    for no key update of l;
    perform commerce._end_reservations(v_ids, 'expired');
end;
$$;

comment on function commerce._release_expired(bigint[]) is
    'Ends the expired reservations that hold stock of these variants.';
