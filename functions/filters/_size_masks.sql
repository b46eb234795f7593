-- filters._size_masks: per store and bucket of sizes, the unchanged baskets that match.
--
-- With no category and no brand every basket of the stores matches, and the masks are
-- the answer; else they are and-ed with the baskets that have a matching line.

create or replace function filters._size_masks(p_selection filters.selection)
    returns table (place_id bigint, bucket bigint, bits bit varying)
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
begin
    if num_nonnulls(p_selection.category_ids, p_selection.brand_ids) > 0 then
        return query
        select m.place_id, s.bucket, (s.bits & m.bits)::bit varying
        from filters._measure_stores(p_selection) as m
        inner join filters.basket_sizes as s on m.place_id = s.place_id
        where bit_count(s.bits & m.bits) > 0;
        return;
    end if;

    return query
    select s.place_id, s.bucket, n.bits
    from unnest(filters._select_places('store', p_selection)) as p (id)
    inner join filters.basket_sizes as s on p.id = s.place_id
    left join filters._changed_masks(p_selection) as m on p.id = m.place_id
    cross join lateral (
        select
            case when m.mask is null then s.bits else s.bits & ~m.mask end::bit varying
                as bits
    ) as n
    where m.mask is null or bit_count(n.bits) > 0;
end;
$$;

grant execute on function filters._size_masks(filters.selection)
to authenticated, service_role;

comment on function filters._size_masks(filters.selection) is
    'Bits of the matching baskets, by store and bucket of filters._basket_size_bounds.';
