-- concerts._stage_ticketmaster: a page of the Discovery API as rows of artists, venues
-- and shows.
--
-- A page is an envelope of events or attractions, a list of events, or one event. A
-- show is that of the first musical attraction; of an event without attractions, that
-- of its name. Nothing is written here.

create or replace function concerts._stage_ticketmaster(p_page jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_list jsonb := case
        when jsonb_typeof(p_page) = 'array' then p_page
        when p_page ? 'dates' then jsonb_build_array(p_page)
        when p_page ? '_embedded' then p_page #> '{_embedded,events}'
    end;
    v_at constant text := case
        when jsonb_typeof(p_page) = 'array' or p_page ? 'dates' then '$'
        else '$._embedded.events'
    end;
    v_events jsonb := concerts._list_records(v_list, v_at);
    v_bare jsonb := concerts._list_records(
        p_page #> '{_embedded,attractions}', '$._embedded.attractions'
    );
    v_artists jsonb;
    v_venues jsonb;
    v_faults jsonb;
begin
    v_artists := v_bare || (
        select coalesce(jsonb_agg(a.value), '[]')
        from jsonb_to_recordset(v_events) as e (at text, item jsonb)
        cross join lateral jsonb_array_elements(concerts._list_records(
            e.item #> '{_embedded,attractions}', e.at || '._embedded.attractions'
        )) as a
        where
            concerts._is_music(e.item)
            and concerts._is_music(a.value -> 'item') is not false
    );
    v_venues := (
        select coalesce(jsonb_agg(v.value), '[]')
        from jsonb_to_recordset(v_events) as e (at text, item jsonb)
        cross join lateral jsonb_array_elements(concerts._list_records(
            e.item #> '{_embedded,venues}', e.at || '._embedded.venues'
        )) as v
        where concerts._is_music(e.item)
    );
    v_faults := (
        select coalesce(jsonb_agg(to_jsonb(f)), '[]')
        from (
            select f.* from concerts._find_faults(v_events, '{
                "id": "string!", "name": "string!", "url": "string", "test": "boolean",
                "dates": "object", "dates.start": "object", "dates.timezone": "string",
                "dates.start.localDate": "string", "dates.start.dateTime": "string",
                "dates.status": "object", "dates.status.code": "string",
                "classifications": "array", "_embedded": "object",
                "_embedded.venues": "array", "_embedded.attractions": "array"
            }') as f
            union all
            select f.* from concerts._find_faults(v_artists, '{
                "id": "string!", "name": "string!", "images": "array",
                "externalLinks": "object", "classifications": "array"
            }') as f
            union all
            select f.* from concerts._find_faults(v_venues, '{
                "id": "string!", "name": "string!", "city.name": "string",
                "state.name": "string", "country.countryCode": "string",
                "timezone": "string", "location.latitude": "string|number",
                "location.longitude": "string|number"
            }') as f
            union all
            select '$', '$', null, 'no events, attractions, or page', true
            where v_list is null and v_bare = '[]' and not p_page ? 'page'
        ) as f
    );
    return jsonb_build_object(
        'artists', concerts._stage_attractions(v_artists, v_faults),
        'venues', concerts._stage_venues(v_venues, v_faults)
    ) || concerts._stage_events(v_events, v_faults);
end;
$$;

comment on function concerts._stage_ticketmaster(jsonb) is
    'Return {artists, venues, shows, names, skipped: {reason: n}, faults}.';
