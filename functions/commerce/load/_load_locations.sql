-- commerce._load_locations: make locations of the stores in a staging table of lines.

create or replace function commerce._load_locations(p_lines regclass)
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
        insert into commerce.locations (
            code, name, kind, place_id, has_full_range, created_at, updated_at
        )
        select
            'STORE-' || l.store, 'Store ' || l.store, 'store', master.find_place(l.city_code),
            false,
            core.now(), core.now()
        from (
            select n.store, min(n.city_code) as city_code
            from %s as n
            group by n.store
        ) as l
        order by l.store
        on conflict (code) do nothing
        $sql$,
        p_lines
    );
    get diagnostics v_count = row_count;
    return v_count;
end;
$$;

comment on function commerce._load_locations(regclass) is
$$Make the location STORE-<store> of each store that is not there; returns how many.

Columns of the staging table: store, city_code, both text. A store has no full range: it
has a level of what it has had, not of every variant.
$$;
