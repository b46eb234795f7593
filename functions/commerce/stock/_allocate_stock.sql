-- commerce._allocate_stock: reserve what lines ask for, or as much of it as there is.
--
-- One line of one location first tries a bucket that no other transaction has locked.
-- Otherwise all levels that may give are locked in the order of their key; lines that
-- name a location take first, since they have no other choice. What is missing is left
-- to the caller, who may roll back.

create or replace function commerce._allocate_stock(
    p_lines commerce.stock_line[], p_strategy text
)
    returns commerce.allocation[]
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_one commerce.allocation;
    v_bound commerce.stock_line[];
    v_free commerce.stock_line[];
begin
    if cardinality(p_lines) = 1 and p_lines[1].location_id is not null then
        v_one := commerce._take_unlocked(
            p_lines[1].variant_id, p_lines[1].location_id, p_lines[1].quantity
        );
        if v_one.variant_id is not null then
            return array[v_one];
        end if;
    end if;

    perform
    from commerce.stock_levels as l
    where
        -- The planner goes by the index for an array of ids, not for exists alone.
        l.variant_id = any(array(select n.variant_id from unnest(p_lines) as n))
        and exists (
            select from unnest(p_lines) as n
            where
                n.variant_id = l.variant_id
                and coalesce(n.location_id, l.location_id) = l.location_id
        )
    order by l.variant_id, l.location_id, l.bucket
    for no key update of l;

    v_bound := array(
        select n from unnest(p_lines) as n where n.location_id is not null
    );
    v_free := array(select n from unnest(p_lines) as n where n.location_id is null);
    return commerce._take_locked(v_bound, p_strategy)
        || commerce._take_locked(v_free, p_strategy);
end;
$$;

comment on function commerce._allocate_stock(commerce.stock_line[], text) is
$$The allocations, whose quantities are reserved now; less than asked for if short.

p_strategy: given_order, most_stock, fewest_parcels; for lines without a location.
$$;
