-- commerce._end_reservations: end locked reservations and give back what they hold.
--
-- The caller has locked the rows and decided that they may end. Locks: the levels in
-- the order of their key.

create or replace function commerce._end_reservations(p_ids bigint[], p_status text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    update commerce.reservations
    set status = p_status, ended_at = core.now()
    where id = any(p_ids);

    perform commerce._post_movements(
        array(
            select
                row(
                    n.variant_id, n.quantity, 'release',
                    'reserved', n.location_id, n.bucket,
                    'on_hand', n.location_id, n.bucket
                )::commerce.posting
            from commerce.reservation_lines as n
            where n.reservation_id = any(p_ids) and n.quantity > 0
            order by n.reservation_id, n.variant_id, n.location_id, n.bucket
        ),
        p_reference => case
            when cardinality(p_ids) = 1 then 'reservation:' || p_ids[1]
            else p_status
        end
    );
end;
$$;

comment on function commerce._end_reservations(bigint[], text) is
    'Sets their status (expired, released) and posts the release of their lines.';
