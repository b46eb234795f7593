-- filters._read_stores: the rows of a staging table of stores, with their places.
--
-- Of several rows of one store the last counts, whatever the size of a batch.

create or replace function filters._read_stores(p_staging regclass)
    returns setof filters.staged_store
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return query execute format(
        $sql$
        with staged as materialized (
            select distinct on (core.normalize_key(s.store))
                s._line as line,
                core.normalize_key(s.store) as store_key,
                core.normalize_key(s.name) as name,
                core.normalize_key(s.store_class) as store_class,
                jsonb_strip_nulls(jsonb_build_object(
                    'scheme', lower(core.normalize_key(s.scheme)),
                    'place', core.normalize_key(s.place),
                    'country', upper(core.normalize_key(s.country)),
                    'region', core.normalize_key(s.region),
                    'province', core.normalize_key(s.province),
                    'city', core.normalize_key(s.city)
                )) as wanted
            from %s as s
            order by core.normalize_key(s.store), s._line desc
        ),

        matched as materialized (
            select m.*
            from master.match_places(
                (select coalesce(jsonb_agg(distinct s.wanted), '[]') from staged as s)
            ) as m
        )

        select s.line, s.store_key, s.name, s.store_class, m.place_id, m.fault
        from staged as s
        inner join matched as m on s.wanted = m.wanted
        $sql$,
        p_staging
    );
end;
$$;

comment on function filters._read_stores(regclass) is
    'One row per store; the columns are those of filters._load_stores.';
