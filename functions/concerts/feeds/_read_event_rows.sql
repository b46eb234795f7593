-- concerts._read_event_rows: events of Ticketmaster with what a show takes from each.
--
-- The artist is the first musical attraction, else the name of the event. A day that is
-- 1900-01-01 or not there makes show_on null; without one, the day of the start counts.

create or replace function concerts._read_event_rows(p_records jsonb)
    returns table (
        at text, external_id text, artist text, venue text, day_text text,
        moment_text text, starts_at timestamptz, timezone text, code text, title text,
        url text, show_on date, status text
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with shows as (
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
        from jsonb_to_recordset(p_records) as e (at text, item jsonb)
    )

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
$$;

comment on function concerts._read_event_rows(jsonb) is
    'Return a row for each of [{at, item}]; status is null where the code is unknown.';
