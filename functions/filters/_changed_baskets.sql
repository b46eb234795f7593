-- filters._changed_baskets: baskets with changes not folded yet, as they are now.
--
-- What the bitmaps say of these baskets is out of date; readers leave their bits out
-- and add what stands here. A size is what was folded and what came and went since. Lines
-- are only read of a basket that had some before, for a selection of categories or
-- brands: of a new one every line waits. Definer: callers may know how many lines a
-- basket has, not which.

create or replace function filters._changed_baskets(p_selection filters.selection)
    returns table (
        place_id bigint, ordinal integer, old_size bigint, size bigint, matching bigint
    )
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_stores filters.selection := p_selection;
    v_is_whole boolean := num_nonnulls(
        p_selection.category_ids, p_selection.brand_ids
    ) = 0;
begin
    if not exists (select from filters.waiting_changes) then
        return;
    end if;
    v_stores.category_ids := null;
    v_stores.brand_ids := null;

    return query
    select
        c.place_id,
        b.ordinal::integer,
        b.line_count,
        b.line_count + c.lines,
        case
            when v_is_whole then b.line_count + c.lines
            when b.line_count = 0 then c.matching
            else (
                select count(*)
                from filters.transactions as t
                where
                    t.store_id = c.store_id
                    and t.basket_id = c.basket_id
                    and (
                        p_selection.category_ids is null
                        or t.category_id in (select unnest(p_selection.category_ids))
                    )
                    and (
                        p_selection.brand_ids is null
                        or t.brand_id in (select unnest(p_selection.brand_ids))
                    )
            )
        end
    from (
        select
            l.place_id,
            l.store_id,
            l.basket_id,
            sum(l.lines)::bigint as lines,
            coalesce(
                sum(l.lines) filter (
                    where
                    (
                        p_selection.category_ids is null
                        or l.category_id = any(p_selection.category_ids)
                    )
                    and (
                        p_selection.brand_ids is null
                        or l.brand_id = any(p_selection.brand_ids)
                    )
                ), 0
            )::bigint as matching
        from filters._select_changes(v_stores) as l
        group by l.place_id, l.store_id, l.basket_id
    ) as c
    inner join filters.baskets as b on c.basket_id = b.id;
end;
$$;

grant execute on function filters._changed_baskets(filters.selection)
to authenticated, service_role;

comment on function filters._changed_baskets(filters.selection) is
$$Changed baskets of the selection's stores: place, bit (or null), sizes, matches.

Units: `old_size` lines when last folded, `size` lines now, `matching` those of them in
the selection's categories and brands.
$$;
