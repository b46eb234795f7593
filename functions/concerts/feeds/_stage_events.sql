-- concerts._stage_events: events of Ticketmaster as rows of shows.
--
-- A day that is 1900-01-01 or not there makes show_on null: a known show keeps its day
-- and gets its status, an unknown one is not made. An event that nothing calls music is
-- skipped.

create or replace function concerts._stage_events(p_records jsonb, p_faults jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with events as (
        select
            r.at,
            r.item,
            case
                when r.item -> 'test' = 'true' then 'test'
                when concerts._is_music(r.item) is not true then 'not_music'
            end as skipped
        from jsonb_to_recordset(p_records) as r (at text, item jsonb)
        where not exists (
            select
            from jsonb_to_recordset(p_faults) as f (at text, is_required boolean)
            where f.at = r.at and f.is_required
        )
    ),

    shows as (
        select
            e.at,
            concerts._json_text(e.item, 'id', 200) as external_id,
            coalesce(
                (
                    select concerts._json_text(a.value, 'id', 200)
                    from jsonb_array_elements(
                        concerts._json_list(e.item #> '{_embedded,attractions}')
                    ) with ordinality as a (value, place)
                    where
                        concerts._is_music(a.value) is not false
                        and concerts._json_text(a.value, 'name') is not null
                        and concerts._json_text(a.value, 'id') is not null
                    order by a.place
                    limit 1
                ),
                'name:' || left(lower(concerts._json_text(e.item, 'name')), 150)
            ) as artist,
            case
                when concerts._json_text(e.item, '_embedded.venues.0.name') is not null
                    then concerts._json_text(e.item, '_embedded.venues.0.id', 200)
            end as venue,
            concerts._json_text(e.item, 'dates.start.localDate') as day_text,
            concerts._json_text(e.item, 'dates.start.dateTime') as moment_text,
            case
                when e.item #> '{dates,start,timeTBA}' is distinct from 'true'
                    and e.item #> '{dates,start,noSpecificTime}' is distinct from 'true'
                    then concerts._read_moment(
                        concerts._json_text(e.item, 'dates.start.dateTime')
                    )
            end as starts_at,
            coalesce(
                concerts._read_zone(concerts._json_text(e.item, 'dates.timezone')),
                concerts._read_zone(
                    concerts._json_text(e.item, '_embedded.venues.0.timezone')
                )
            ) as timezone,
            lower(concerts._json_text(e.item, 'dates.status.code')) as code,
            concerts._json_text(e.item, 'name', 500) as title,
            concerts._json_text(e.item, 'url', 2000) as url
        from events as e
        where e.skipped is null
    ),

    dated as (
        select
            s.*,
            coalesce(
                concerts._read_day(s.day_text),
                (
                    concerts._read_moment(s.moment_text)
                    at time zone coalesce(s.timezone, 'UTC')
                )::date
            ) as show_on,
            case
                when s.code in ('onsale', 'offsale') then 'scheduled'
                when s.code in ('cancelled', 'canceled') then 'cancelled'
                when s.code in ('postponed', 'rescheduled') then s.code
            end as status
        from shows as s
    )

    select jsonb_build_object(
        'shows', coalesce(
            (
                select jsonb_agg(
                    jsonb_build_object(
                        'external_id', d.external_id, 'artist', d.artist,
                        'venue', d.venue, 'show_on', d.show_on,
                        'starts_at', d.starts_at, 'timezone', d.timezone,
                        'status', d.status, 'title', d.title,
                        'url', case when d.url ~ '^https?://' then d.url end
                    ) order by d.at
                )
                from dated as d
            ),
            '[]'
        ),
        'names', coalesce(
            (
                select jsonb_agg(distinct jsonb_build_object(
                    'external_id', d.artist, 'name', left(d.title, 300)
                ))
                from dated as d
                where d.artist like 'name:%'
            ),
            '[]'
        ),
        'skipped', coalesce(
            (
                select jsonb_object_agg(n.skipped, n.n)
                from (
                    select e.skipped, count(*) as n
                    from events as e
                    where e.skipped is not null
                    group by e.skipped
                ) as n
            ),
            '{}'
        ),
        'faults', p_faults || coalesce(
            (
                select jsonb_agg(jsonb_build_object(
                    'at', d.at, 'path', d.at || f.path, 'external_id', d.external_id,
                    'detail', f.detail, 'kind', 'value', 'is_required', false
                ))
                from dated as d
                cross join lateral (
                    values
                    (
                        '.dates.start.localDate', 'it is not a day',
                        d.day_text !~ '^(0|1[0-8]|1900-01-01)'
                        and concerts._read_day(d.day_text) is null
                    ),
                    (
                        '.dates.start.dateTime', 'it is not a moment',
                        d.moment_text !~ '^(0|1[0-8]|1900-01-0)'
                        and concerts._read_moment(d.moment_text) is null
                    ),
                    (
                        '.dates.status.code',
                        format('%L is unknown', core.excerpt(d.code)),
                        d.code is not null and d.status is null
                    )
                ) as f (path, detail, is_fault)
                where f.is_fault
            ),
            '[]'
        )
    )
    from (values (1)) as one (it)
$$;

comment on function concerts._stage_events(jsonb, jsonb) is
    '{shows, names: artists of events that name none, skipped, faults}.';
