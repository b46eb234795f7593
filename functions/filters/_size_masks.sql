-- filters._size_masks: per store and bucket of sizes, the unchanged baskets that match.

create or replace function filters._size_masks(
    p_selection filters.selection, p_buckets bigint[]
)
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
        where
            (p_buckets is null or s.bucket = any(p_buckets))
            and bit_count(s.bits & m.bits) > 0;
        return;
    end if;

    return query
    select
        s.place_id,
        s.bucket,
        case when m.mask is null then s.bits else s.bits & ~m.mask end::bit varying
    from unnest(filters._select_places('store', p_selection)) as p (id)
    inner join filters.basket_sizes as s on p.id = s.place_id
    left join filters._changed_masks(p_selection) as m on p.id = m.place_id
    where p_buckets is null or s.bucket = any(p_buckets);
end;
$$;

grant execute on function filters._size_masks(filters.selection, bigint[])
to authenticated, service_role;

comment on function filters._size_masks(filters.selection, bigint[]) is
    'Bits of the matching baskets, by store and bucket; p_buckets null means all.';
