-- filters._add_master: insert the master data, stores and baskets that new lines name.
--
-- Each kind is inserted in the order of its keys, and the kinds always in the same
-- order, so concurrent calls cannot deadlock. Existing rows are not changed.

create or replace function filters._add_master(p_lines filters.incoming_line[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform master.add_catalog(
        (
            select coalesce(jsonb_agg(n), '[]')
            from (
                select
                    l.brand,
                    l.department,
                    l.category,
                    bool_or(lower(l.brand_mark) = 'private') as is_private,
                    count(*) as lines
                from unnest(p_lines) as l
                group by 1, 2, 3
            ) as n
        )
    );

    perform master.add_store_classes(
        array(select l.store_class from unnest(p_lines) as l)
    );

    insert into filters.stores (store_key, name, place_id, store_class_id)
    select
        n.store_key, concat('Store ', n.store_key), master.find_place(n.city_code), k.id
    from (
        select
            l.store_key, min(l.city_code) as city_code, min(l.store_class) as store_class
        from unnest(p_lines) as l
        where not exists (
            select from filters.stores as s where s.store_key = l.store_key
        )
        group by l.store_key
    ) as n
    left join master.store_classes as k on n.store_class = k.code
    order by n.store_key
    on conflict (store_key) do nothing;

    insert into filters.baskets (basket_key, store_id)
    select l.basket_key, min(s.id)
    from unnest(p_lines) as l
    inner join filters.stores as s on l.store_key = s.store_key
    group by l.basket_key
    order by l.basket_key
    on conflict (basket_key) do nothing;
end;
$$;

comment on function filters._add_master(filters.incoming_line[]) is
    'Insert missing categories, brands, store classes, stores and baskets.';
