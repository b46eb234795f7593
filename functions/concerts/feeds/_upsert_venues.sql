-- concerts._upsert_venues: rows of a source become venues.
--
-- Rows are {external_id, name, city, state, country, latitude, longitude, timezone}. A
-- venue of the same name, city and country is the same one: sources have several ids
-- for one place. What is absent, or curated, stays.

create or replace function concerts._upsert_venues(p_source text, p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows jsonb;
    v_inserted bigint;
    v_updated bigint;
begin
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

    select coalesce(jsonb_agg(f.item || jsonb_build_object(
        'record_id', coalesce(f.record_id, m.id), 'is_new', f.record_id is null
    ) order by f.external_id collate "C"), '[]')
    into v_rows
    from found as f
    left join made as m on f.record_id is null and f.key = m.key;

    insert into concerts.venues (id, name)
    overriding system value
    select r.record_id, min(r.name)
    from jsonb_to_recordset(v_rows) as r (record_id bigint, name text, is_new boolean)
    where r.is_new
    group by r.record_id
    order by r.record_id;
    get diagnostics v_inserted = row_count;
    perform concerts._keep_ids(p_source, 'venue', v_rows);

    with given as (
        select
            r.record_id,
            r.is_new,
            r.name,
            r.city,
            r.state,
            case when r.country ~ '^[A-Z]{2}$' then r.country end as country,
            case when p.is_place then r.latitude end as latitude,
            case when p.is_place then r.longitude end as longitude,
            r.timezone
        from jsonb_to_recordset(v_rows) as r (
            record_id bigint, external_id text, is_new boolean, name text, city text,
            state text, country text, latitude double precision,
            longitude double precision, timezone text
        )
        cross join lateral (
            select
                r.latitude between -90 and 90 and r.longitude between -180 and 180
                and (r.latitude, r.longitude) <> (0, 0) as is_place
        ) as p
        where r.external_id = concerts._first_id(p_source, 'venue', r.record_id)
    ),

    said as (
        select
            v.id,
            g.is_new,
            case when 'name' = any(c.kept) then v.name else g.name end as name,
            case when 'city' = any(c.kept) then v.city else coalesce(g.city, v.city) end
                as city,
            case
                when 'state' = any(c.kept) then v.state else coalesce(g.state, v.state)
            end as state,
            case
                when 'country' = any(c.kept) then v.country
                else coalesce(g.country, v.country)
            end as country,
            case
                when c.kept && '{latitude,longitude}' then v.latitude
                else coalesce(g.latitude, v.latitude)
            end as latitude,
            case
                when c.kept && '{latitude,longitude}' then v.longitude
                else coalesce(g.longitude, v.longitude)
            end as longitude,
            case
                when 'timezone' = any(c.kept) then v.timezone
                else coalesce(g.timezone, v.timezone)
            end as timezone
        from given as g
        inner join concerts.venues as v on g.record_id = v.id
        cross join lateral (
            select
                v.curated_columns || case
                    when concerts._owns_field('name', p_source, 'venue', v.id) then '{}'
                    else array_remove(array[
                        'name',
                        case when v.city is not null then 'city' end,
                        case when v.state is not null then 'state' end,
                        case when v.country is not null then 'country' end,
                        case when v.latitude is not null then 'latitude' end,
                        case when v.timezone <> 'UTC' then 'timezone' end
                    ], null)
                end as kept
        ) as c
        order by v.id
        for update of v
    ),

    changed as (
        update concerts.venues as v
        set
            name = s.name,
            city = s.city,
            state = s.state,
            country = s.country,
            latitude = s.latitude,
            longitude = s.longitude,
            timezone = s.timezone
        from said as s
        where
            v.id = s.id
            and (
                v.name, v.city, v.state, v.country, v.latitude, v.longitude, v.timezone
            )
            is distinct from
            (s.name, s.city, s.state, s.country, s.latitude, s.longitude, s.timezone)
        returning s.is_new
    )

    select count(*) filter (where not c.is_new) into v_updated from changed as c;
    return jsonb_build_object(
        'venues_inserted', v_inserted, 'venues_updated', v_updated
    );
end;
$$;

comment on function concerts._upsert_venues(text, jsonb) is
    '{venues_inserted, venues_updated}.';
