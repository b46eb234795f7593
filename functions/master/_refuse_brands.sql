-- master._refuse_brands: the rows of a file of brands that cannot be loaded, and why.

create or replace function master._refuse_brands(p_staging regclass)
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
                case when n.brand_key is null then 'brand is missing' end,
                case when greatest(length(n.brand), length(n.name)) > 200
                    then 'a key or a name has more than 200 characters' end,
                case when n.category is not null and n.category_id is null
                    then format('there is no category %s', core.excerpt(n.category)) end
            ) as reason
        from master._read_brands(p_staging) as n
    ) as f
    where f.reason <> ''
$$;

comment on function master._refuse_brands(regclass) is
    'Lines and reasons; none if master._load_brands takes the whole batch.';
