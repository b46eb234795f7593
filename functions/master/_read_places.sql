-- master._read_places: the rows of a staging table of places, in normal form.
--
-- Of several rows of one place the last counts, whatever the size of a batch.

create or replace function master._read_places(p_staging regclass)
    returns setof master.staged_place
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return query execute format(
        $sql$
        select distinct on (n.scheme, n.code, n.level) n.*
        from (
            select
                s._line as line,
                upper(core.normalize_key(s.country)) as country,
                lower(core.normalize_key(s.scheme)) as scheme,
                core.normalize_key(s.code) as code,
                s.level::integer as level,
                core.normalize_key(s.place_key) as place_key,
                core.normalize_key(s.name) as name,
                core.normalize_key(s.parent) as parent,
                (
                    select array_agg(o.name order by o.position)
                    from (
                        select core.normalize_key(w.word) as name, w.position
                        from string_to_table(s.other_names, '|')
                            with ordinality as w (word, position)
                    ) as o
                    where o.name is not null
                ) as other_names,
                core.normalize_key(s.class) as class,
                s.population::bigint as population
            from %s as s
        ) as n
        order by n.scheme, n.code, n.level, n.line desc
        $sql$,
        p_staging
    );
end;
$$;

comment on function master._read_places(regclass) is
    'One row per scheme, code and level; the columns are those of master._load_places.';
