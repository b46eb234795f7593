-- master._read_brands: the rows of a staging table of brands, in normal form.
--
-- Of several rows of one brand the last counts, whatever the size of a batch.

create or replace function master._read_brands(p_staging regclass)
    returns setof master.staged_brand
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return query execute format(
        $sql$
        select distinct on (lower(n.brand))
            n.line, lower(n.brand), n.brand, n.name, n.is_private, n.category, c.id
        from (
            select
                s._line as line,
                core.normalize_key(s.brand) as brand,
                core.normalize_key(s.name) as name,
                s.is_private::boolean as is_private,
                lower(core.normalize_key(s.category)) as category
            from %s as s
        ) as n
        left join master.categories as c on n.category = c.category_key
        order by lower(n.brand), n.line desc
        $sql$,
        p_staging
    );
end;
$$;

comment on function master._read_brands(regclass) is
    'One row per brand.';
