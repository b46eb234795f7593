-- filters._number_baskets: give new baskets the next numbers of their stores.
--
-- The caller holds the fold lock, so no other transaction numbers baskets.

create or replace function filters._number_baskets(p_basket_ids bigint[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with fresh as (
        select id, store_id
        from filters.baskets
        where id = any(p_basket_ids) and ordinal is null
    ),

    store as materialized (
        select
            s.store_id,
            coalesce(
                (
                    select max(b.ordinal)
                    from filters.baskets as b
                    where b.store_id = s.store_id
                ),
                -1
            ) as last
        from (select distinct f.store_id from fresh as f) as s
    ),

    numbered as (
        select
            f.id,
            s.last + row_number() over (
                partition by f.store_id order by f.id
            ) as ordinal
        from fresh as f
        inner join store as s on f.store_id = s.store_id
    )

    update filters.baskets as b
    set ordinal = n.ordinal
    from numbered as n
    where b.id = n.id
$$;

comment on function filters._number_baskets(bigint[]) is
    'Number the baskets among these that have no number in their store yet.';
