-- suppliers._load_suppliers: load a staging table of suppliers.

create or replace function suppliers._load_suppliers(p_staging regclass)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    execute format(
        $sql$
        insert into suppliers.suppliers (
            code, name, country, is_active, created_at, updated_at
        )
        select
            upper(core.normalize_key(s.code)),
            core.normalize_key(s.name),
            upper(core.normalize_key(s.country)),
            coalesce(s.is_active::boolean, true),
            core.now(),
            core.now()
        from %s as s
        $sql$,
        p_staging
    );
    get diagnostics v_count = row_count;
    return v_count;
end;
$$;

comment on function suppliers._load_suppliers(regclass) is
$$Make a supplier of each row of a staging table of text columns; returns their number.

Columns: code, name, country, is_active boolean.
Required: code, name.
Errors: 22xxx for a text that is not a boolean, 23xxx for a missing or repeated code.
$$;
