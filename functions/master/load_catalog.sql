-- master.load_catalog: insert the categories and brands that a staging table names.

create or replace function master.load_catalog(p_staging regclass)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_names jsonb;
begin
    -- Many rows share few spellings, so each spelling is normalized once.
    execute format(
        $sql$
        select coalesce(jsonb_agg(n), '[]')
        from (
            select
                core.normalize_key(s.brand) as brand,
                core.normalize_key(s.department) as department,
                core.normalize_key(s.category) as category,
                bool_or(
                    lower(core.normalize_key(s.brand_mark)) = 'private'
                ) as is_private,
                sum(s.lines) as lines
            from (
                select brand, department, category, brand_mark, count(*) as lines
                from %s
                group by 1, 2, 3, 4
            ) as s
            group by 1, 2, 3
        ) as n
        $sql$,
        p_staging
    )
    into v_names;

    perform master.add_catalog(v_names);
end;
$$;

comment on function master.load_catalog(regclass) is
$$Insert missing categories and brands; existing ones are not changed.

Columns of the staging table: brand, brand_mark, department, category, all text. A
brand marked Private is is_tbwa.
$$;
