-- concerts._stage_setlistfm: a page of setlist.fm as rows of artists, venues, shows and
-- setlists.
--
-- A page is a list of setlists in an envelope (also that of the old API), a bare list,
-- or one setlist; a search of artists or venues is read too. What may be an object or a
-- list is read as a list. Nothing is written here.

create or replace function concerts._stage_setlistfm(p_page jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_list jsonb := case
        when jsonb_typeof(p_page) = 'array' then p_page
        when p_page ? 'eventDate' then jsonb_build_array(p_page)
        else coalesce(p_page -> 'setlist', p_page #> '{setlists,setlist}')
    end;
    v_setlists jsonb := concerts._list_records(v_list, '$.setlist');
    v_artists jsonb := concerts._list_records(p_page -> 'artist', '$.artist');
    v_venues jsonb := concerts._list_records(p_page -> 'venue', '$.venue');
    v_faults jsonb;
begin
    if v_list is not null then
        select
            coalesce(jsonb_agg(jsonb_build_object(
                'at', s.at || '.artist', 'item', s.item -> 'artist'
            )), '[]'),
            coalesce(
                jsonb_agg(jsonb_build_object(
                    'at', s.at || '.venue', 'item', s.item -> 'venue'
                )) filter (where s.item ? 'venue'),
                '[]'
            )
        into v_artists, v_venues
        from jsonb_to_recordset(v_setlists) as s (at text, item jsonb)
        where jsonb_typeof(s.item) = 'object';
    end if;
    v_faults := (
        select coalesce(jsonb_agg(to_jsonb(f)), '[]')
        from (
            select f.* from concerts._find_faults(v_setlists, '{
                "id": "string!", "eventDate": "string!", "artist": "object!",
                "venue": "object", "versionId": "string", "lastUpdated": "string",
                "sets": "object|string", "sets.set": "array|object|string",
                "url": "string"
            }') as f
            union all
            select f.* from concerts._find_faults(v_artists, '{
                "mbid": "string", "name": "string!"
            }') as f
            union all
            select f.* from concerts._find_faults(v_venues, '{
                "id": "string!", "name": "string!", "city": "object",
                "city.coords.lat": "number|string", "city.country.code": "string"
            }') as f
            union all
            select '$', '$', null, 'no setlists, artists or venues', true
            where v_list is null and not p_page ?| '{artist,venue}'
        ) as f
    );
    return jsonb_build_object(
        'artists', concerts._stage_setlist_artists(v_artists, v_faults),
        'venues', concerts._stage_setlist_venues(v_venues, v_faults)
    ) || concerts._stage_setlists(v_setlists, v_faults);
end;
$$;

comment on function concerts._stage_setlistfm(jsonb) is
    'Return {artists, venues, shows, setlists, skipped: {reason: n}, faults}.';
