-- filters._list_changed_baskets: baskets whose size has changed since the last fold.
--
-- Added to filters.baskets.line_count of the same snapshot it gives their size.

create or replace function filters._list_changed_baskets()
    returns table (basket_id bigint, lines bigint)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select c.basket_id, sum(c.lines)::bigint
    from filters.unfolded_changes as c
    group by c.basket_id
    having sum(c.lines) <> 0;
end;
$$;

comment on function filters._list_changed_baskets() is
$$By how much unfolded changes change the size of a basket.

Units: lines.
$$;
