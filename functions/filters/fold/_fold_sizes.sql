-- filters._fold_sizes: move changed baskets to the masks of their new sizes.

create or replace function filters._fold_sizes(p_baskets filters.changed_basket[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    -- Made once per store: a bitmap from text costs more than all else.
    with member as materialized (
        select p.id as group_id, repeat('0', p.capacity::integer)::bit varying as empty
        from filters.store_groups as p
        where p.id in (select n.group_id from unnest(p_baskets) as n)
    ),

    basket as materialized (
        select
            b.group_id,
            set_bit(p.empty, b.ordinal, 1)::bit varying as mask,
            case when b.old_size > 0 then
                width_bucket(b.old_size, filters._basket_size_bounds()) + 1
            end as old_bucket,
            case when b.size > 0 then
                width_bucket(b.size, filters._basket_size_bounds()) + 1
            end as bucket
        from unnest(p_baskets) as b
        inner join member as p on b.group_id = p.group_id
        where b.size <> b.old_size
    ),

    moved as (
        select
            n.group_id,
            n.bucket,
            bit_or(n.gone) as gone,
            bit_or(n.come) as come
        from (
            select
                group_id,
                old_bucket as bucket,
                mask as gone,
                (mask & ~mask)::bit varying as come
            from basket
            union all
            select group_id, bucket, (mask & ~mask)::bit varying as gone, mask as come
            from basket
        ) as n
        where n.bucket is not null
        group by n.group_id, n.bucket
    ),

    folded as (
        select
            n.group_id,
            n.bucket,
            coalesce(s.bits & ~n.gone, n.come & ~n.come) | n.come as bits
        from moved as n
        left join filters.basket_sizes as s
            on n.group_id = s.group_id and n.bucket = s.bucket
    )

    merge into filters.basket_sizes as s
    using folded as n on s.group_id = n.group_id and s.bucket = n.bucket
    when matched and bit_count(n.bits) = 0 then
        delete
    when matched then
        update set bits = n.bits, baskets = bit_count(n.bits)
    when not matched and bit_count(n.bits) > 0 then
        insert (group_id, bucket, bits, baskets)
        values (n.group_id, n.bucket, n.bits, bit_count(n.bits))
$$;

comment on function filters._fold_sizes(filters.changed_basket[]) is
    'Move baskets whose size changed from one size bucket to another.';
