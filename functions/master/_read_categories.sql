-- master._read_categories: the rows of a staging table of categories, in normal form.
--
-- Of several rows of one category the last counts, whatever the size of a batch.

create or replace function master._read_categories(p_staging regclass)
    returns setof master.staged_category
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return query execute format(
        $sql$
        select distinct on (lower(n.category))
            n.line, lower(n.category), n.category, n.name, n.parent
        from (
            select
                s._line as line,
                core.normalize_key(s.category) as category,
                core.normalize_key(s.name) as name,
                lower(core.normalize_key(s.parent)) as parent
            from %s as s
        ) as n
        order by lower(n.category), n.line desc
        $sql$,
        p_staging
    );
end;
$$;

comment on function master._read_categories(regclass) is
    'One row per category.';
