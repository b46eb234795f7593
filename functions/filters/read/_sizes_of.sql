-- filters._sizes_of: the range of sizes of baskets that are given by their bits.
--
-- The length of the text between two set bits is their distance, so the cost depends
-- only on the number of set bits. Definer: callers may know how big baskets are, but
-- not which baskets exist.

create or replace function filters._sizes_of(
    p_group_ids bigint[], p_bits bit varying[]
)
    returns filters.span
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_span filters.span;
begin
    select min(b.line_count), max(b.line_count)
    into v_span
    from unnest(p_group_ids, p_bits) as m (group_id, bits)
    inner join filters.store_groups as p on m.group_id = p.id
    cross join lateral (
            select sum(length(g.gap) + 1) over (order by g.place) - 1 as ordinal
            from unnest(string_to_array(rtrim(m.bits::text, '0'), '1'))
                with ordinality as g (gap, place)
            limit bit_count(m.bits)
        ) as o
    cross join lateral (
            select n.line_count
            from filters.baskets as n
            where n.store_id = p.store_id and n.ordinal = o.ordinal::bigint
            limit 1
        ) as b;
    return v_span;
end;
$$;

grant execute on function filters._sizes_of(bigint[], bit varying[])
to authenticated, service_role;

comment on function filters._sizes_of(bigint[], bit varying[]) is
$$Smallest and largest folded size of the baskets whose bits are set.

Units: lines.
$$;
