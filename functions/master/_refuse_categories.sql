-- master._refuse_categories: the rows of a file of categories that cannot be loaded,
-- and why.
--
-- A parent may be in the same batch; a row without one stays where its category is, if
-- there is one. Rows whose parents lead round in a circle are
-- found from the top: they are not reached.

create or replace function master._refuse_categories(p_staging regclass)
    returns table (line bigint, reason text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with recursive staged as materialized (
        select
            n.*,
            coalesce(n.parent, u.category_key) as above
        from master._read_categories(p_staging) as n
        left join master.categories as c on n.category_key = c.category_key
        left join master.categories as u on c.parent_id = u.id
    ),

    known as materialized (
        select c.category_key
        from master.categories as c
        where not exists (select from staged as s where s.category_key = c.category_key)
    ),

    reached as (
        select s.category_key
        from staged as s
        where
            s.above is null
            or exists (select from known as k where k.category_key = s.above)
        union
        select s.category_key
        from reached as r
        inner join staged as s on r.category_key = s.above
    )

    select f.line, f.reason
    from (
        select
            n.line,
            concat_ws(
                '; ',
                case when n.category_key is null then 'category is missing' end,
                case when greatest(length(n.category), length(n.name)) > 200
                    then 'a key or a name has more than 200 characters' end,
                case
                    when
                        n.parent is not null
                        and not exists (
                            select from known as k where k.category_key = n.parent
                        )
                        and not exists (
                            select from staged as s where s.category_key = n.parent
                        )
                        then format('there is no category %s', core.excerpt(n.parent))
                    when
                        n.parent is not null
                        and not exists (
                            select from reached as r where r.category_key = n.category_key
                        )
                        then format('%s is not in the tree', core.excerpt(n.parent))
                end
            ) as reason
        from staged as n
    ) as f
    where f.reason <> ''
$$;

comment on function master._refuse_categories(regclass) is
    'Lines and reasons; none if master._load_categories takes the whole batch.';
