-- master._load_catalog: add the categories and brands that a staging table names.

create or replace function master._load_catalog(p_staging regclass)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_names jsonb;
begin
    -- Few spellings stand for many rows.
    execute format(
        $sql$
        select coalesce(jsonb_agg(n), '[]')
        from (
            select
                nullif(brand, '') as brand,
                nullif(department, '') as department,
                nullif(category, '') as category,
                bool_or(lower(brand_mark) = 'private') as is_private,
                count(*) as lines
            from %s
            group by 1, 2, 3
        ) as n
        $sql$,
        p_staging
    )
    into v_names;

    perform master._add_catalog(v_names);
end;
$$;

comment on function master._load_catalog(regclass) is
$$Add unknown categories and brands; known ones stay as they are.

Columns of the staging table: brand, brand_mark, department, category, all text in the
form of core.normal_key, or empty. A brand marked Private is is_tbwa.
$$;
