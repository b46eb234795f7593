-- concerts._upsert_venues: rows of a source become venues.
--
-- Rows are {external_id, name, city, state, country, latitude, longitude, timezone}.
-- What is absent, or curated, stays. Venues are written in the order of their ids.

create or replace function concerts._upsert_venues(p_source text, p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows jsonb := concerts._find_venues(p_source, p_rows);
    v_inserted bigint;
    v_updated bigint;
begin
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
    'Return {venues_inserted, venues_updated}.';
