-- master._resolve_places: checked places with their ids, parents and keys.
--
-- A key that is free goes to the first scheme by name; the others get scheme:code.

create or replace function master._resolve_places(p_places master.staged_place[])
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with named as (
        select
            n.*,
            o.id,
            coalesce(n.place_key, o.place_key) as known_key,
            coalesce(u.id, o.parent_id) as parent_id,
            coalesce(u.level, o.parent_level) as parent_level,
            coalesce(n.other_names, o.other_names, '{}') as all_names,
            coalesce(n.class, o.class) as any_class,
            coalesce(n.population, o.population) as any_population,
            row_number() over (
                partition by n.level, n.code, o.id is null and n.place_key is null
                order by n.scheme
            ) as place
        from unnest(p_places) as n
        left join master.places as o
            on n.scheme = o.scheme and n.code = o.code and n.level = o.level
        left join master.places as u
            on u.id = master._find_parent(n.country, n.scheme, n.level, n.parent)
    )

    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'id', n.id,
                'country', n.country,
                'scheme', n.scheme,
                'code', n.code,
                'level', n.level,
                'place_key', case
                    when n.known_key is not null then n.known_key
                    when
                        n.place = 1
                        and not exists (
                            select from master.places as k
                            where k.place_key = n.code and k.level = n.level
                        )
                        and not exists (
                            select from named as k
                            where k.place_key = n.code and k.level = n.level
                        )
                        then n.code
                    else concat(n.scheme, ':', n.code)
                end,
                'parent_id', n.parent_id,
                'parent_level', n.parent_level,
                'name', n.name,
                'other_names', n.all_names,
                'class', n.any_class,
                'population', n.any_population
            )
        ),
        '[]'
    )
    from named as n
$$;

comment on function master._resolve_places(master.staged_place[]) is
    'Objects with the columns of master.places; id is null for a new place.';
