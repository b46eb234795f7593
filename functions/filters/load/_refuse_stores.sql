-- filters._refuse_stores: the rows of a file of stores that cannot be loaded, and why.

create or replace function filters._refuse_stores(p_staging regclass)
    returns table (line bigint, reason text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select f.line, f.reason
    from (
        select
            n.line,
            concat_ws(
                '; ',
                case when n.store_key is null then 'store is missing' end,
                case when greatest(length(n.store_key), length(n.name)) > 200
                    then 'a key or a name has more than 200 characters' end,
                case when n.store_class !~ '^[A-Z]$'
                    then 'store_class is not one letter, A to Z' end,
                n.fault
            ) as reason
        from filters._read_stores(p_staging) as n
    ) as f
    where f.reason <> ''
$$;

comment on function filters._refuse_stores(regclass) is
    'Lines and reasons; none if filters._load_stores takes the whole batch.';
