-- commerce._list_stock_changes: how a range of the ledger changed stock, per day.
--
-- What moves between on_hand and reserved changes nothing. What arrives on hand from
-- any other state was received.

create or replace function commerce._list_stock_changes(p_ids int8range)
    returns table (
        day date,
        variant_id bigint,
        location_id bigint,
        change bigint,
        received bigint
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_zone constant text := commerce._report_zone();
    v_after constant bigint := lower(p_ids);
    v_before constant bigint := coalesce(upper(p_ids), 9223372036854775807);
begin
    return query
    select
        (m.effective_at at time zone v_zone)::date,
        m.variant_id,
        s.location_id,
        sum(s.change)::bigint,
        sum(s.received)::bigint
    from commerce.stock_movements as m
    cross join lateral (
        values
        (m.from_state, m.from_location_id, -m.quantity, 0),
        (
            m.to_state, m.to_location_id, m.quantity,
            case
                when m.to_state = 'on_hand' and m.from_state <> 'reserved'
                    then m.quantity
                else 0
            end
        )
    ) as s (state, location_id, change, received)
    where
        m.id >= v_after
        and m.id < v_before
        and s.state in ('on_hand', 'reserved')
        and m.type not in ('reserve', 'release')
    group by 1, 2, 3;
end;
$$;

comment on function commerce._list_stock_changes(int8range) is
    'Movements with these ids, summed per day, variant and location.';
