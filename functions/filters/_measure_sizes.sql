-- filters._measure_sizes: smallest and biggest basket with a line in a selection.
--
-- Masks say which buckets of sizes the matching baskets are in; inside the lowest and
-- the highest one, where a bucket is more than one size, baskets are looked up.

create or replace function filters._measure_sizes(p_selection filters.selection)
    returns filters.span
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_ends record;
    v_masks record;
    v_folded filters.span;
    v_changed filters.span;
begin
    select min(n.bucket) as lowest, max(n.bucket) as highest
    into v_ends
    from filters._size_buckets(p_selection) as n;

    -- The lowest bucket is one size: its baskets need no look.
    select array_agg(m.place_id) as place_ids, array_agg(m.bits) as bits
    into v_masks
    from filters._size_masks(
        p_selection,
        array_remove(array[v_ends.lowest, v_ends.highest], 1)
    ) as m;
    v_folded := filters._sizes_of(v_masks.place_ids, v_masks.bits);

    select min(b.size), max(b.size)
    into v_changed
    from filters._changed_baskets(p_selection) as b
    where b.matching > 0;

    return row(
        case v_ends.lowest when 1 then 1 else least(v_folded.low, v_changed.low) end,
        greatest(
            case v_ends.highest when 1 then 1 else v_folded.high end, v_changed.high
        )
    )::filters.span;
end;
$$;

grant execute on function filters._measure_sizes(filters.selection)
to authenticated, service_role;

comment on function filters._measure_sizes(filters.selection) is
$$Range of the sizes of the baskets that match, each with its whole size.

Units: lines.
$$;
