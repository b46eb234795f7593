-- concerts._stage_events: events of Ticketmaster as rows of shows.
--
-- Without a day (show_on) a known show keeps its own and gets its status, an unknown
-- one is not made. An event that nothing calls music is skipped.

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
        from concerts._list_readable(p_records, p_faults) as r
    ),

    dated as (
        select d.*
        from concerts._read_event_rows((
            select coalesce(jsonb_agg(to_jsonb(e)), '[]')
            from events as e
            where e.skipped is null
        )) as d
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
    'Return {shows, names: artists of events that name none, skipped, faults}.';
