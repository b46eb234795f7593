-- concerts._find_venues: rows of venues with the ids of their records; new records get
-- their id here.
--
-- By the source's id, else by name, city and country: sources have several ids for one
-- place.

create or replace function concerts._find_venues(p_source text, p_rows jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with given as (
        select distinct on (r.value ->> 'external_id')
            r.value as item,
            r.value ->> 'external_id' as external_id,
            jsonb_build_array(
                lower(r.value ->> 'name'), lower(r.value ->> 'city'),
                r.value ->> 'country'
            ) as key
        from jsonb_array_elements(p_rows) with ordinality as r (value, place)
        where r.value ->> 'name' ~ '[^[:space:]]'
        order by r.value ->> 'external_id', r.place
    ),

    found as (
        select
            g.*,
            coalesce(
                (
                    select e.record_id
                    from concerts.external_ids as e
                    where
                        e.source = p_source and e.entity = 'venue'
                        and e.external_id = g.external_id
                ),
                (
                    select min(v.id)
                    from concerts.venues as v
                    where
                        lower(v.name) = g.key ->> 0
                        and lower(v.city) is not distinct from g.key ->> 1
                        and v.country is not distinct from g.key ->> 2
                )
            ) as record_id
        from given as g
    ),

    made as (
        select n.key, nextval('concerts.venues_id_seq') as id
        from (
            select f.key from found as f where f.record_id is null group by 1 order by 1
        ) as n
    )

    select coalesce(
        jsonb_agg(
            f.item || jsonb_build_object(
                'record_id', coalesce(f.record_id, m.id), 'is_new', f.record_id is null
            )
            order by f.external_id collate "C"
        ),
        '[]'
    )
    from found as f
    left join made as m on f.record_id is null and f.key = m.key
$$;

comment on function concerts._find_venues(text, jsonb) is
    'Return the rows with record_id and is_new; a row without a name is left out.';
