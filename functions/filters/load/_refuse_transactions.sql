-- filters._refuse_transactions: lines whose basket lies in another store.
--
-- The store of a basket is that of its stored lines, else that of its first line in the
-- batch. Nearly every key is plain ASCII in normal form, so few are normalized.

create or replace function filters._refuse_transactions(p_staging regclass)
    returns table (line bigint, reason text)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    for line, reason in execute format(
        $sql$
        select
            n._line,
            format(
                'basket %%s lies in store %%s: a basket has one store',
                core.excerpt(n.basket), core.excerpt(coalesce(s.store_key, n.first_store))
            )
        from (
            select
                k._line,
                k.basket,
                k.store,
                first_value(k.store) over (partition by k.basket order by k._line)
                    as first_store
            from (
                select
                    o._line,
                    case
                        when o.basket ~ '[^ -~]|  |^ | $' then core.normalize_key(o.basket)
                        else o.basket
                    end as basket,
                    case
                        when o.store ~ '[^ -~]|  |^ | $' then core.normalize_key(o.store)
                        else o.store
                    end as store
                from %s as o
            ) as k
            where k.basket <> '' and k.store <> ''
        ) as n
        left join filters.baskets as b on n.basket = b.basket_key
        left join filters.stores as s on b.store_id = s.id
        where n.store <> coalesce(s.store_key, n.first_store)
        $sql$,
        p_staging
    )
    loop
        return next;
    end loop;
end;
$$;

comment on function filters._refuse_transactions(regclass) is
    'Lines and reasons; the caller loads the other lines.';
