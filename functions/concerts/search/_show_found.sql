-- concerts._show_found: what a search shows of a record, and how it ranks among equals.

create or replace function concerts._show_found(
    p_entity text, p_id bigint, out shown jsonb, out weight integer
)
    returns record
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        jsonb_build_object(
            'name', a.name, 'popularity', a.popularity, 'image_url', a.image_url
        ),
        1000 + coalesce(a.popularity, 0)
    from concerts.artists as a
    where p_entity = 'artist' and a.id = p_id
    union all
    select
        jsonb_build_object('name', v.name, 'city', v.city, 'country', v.country),
        500
    from concerts.venues as v
    where p_entity = 'venue' and v.id = p_id
    union all
    select
        jsonb_build_object(
            'name', a.name, 'venue', v.name, 'show_on', h.show_on, 'status', h.status
        ),
        case
            when h.show_on >= t.today then greatest(0, 400 - (h.show_on - t.today))
            else 0
        end
    from concerts.shows as h
    cross join (values ((core.now() at time zone 'UTC')::date)) as t (today)
    inner join concerts.artists as a on h.artist_id = a.id
    left join concerts.venues as v on h.venue_id = v.id
    where p_entity = 'show' and h.id = p_id
$$;

comment on function concerts._show_found(text, bigint) is
    'Return fields of an artist, a venue or a show; artists come first, then venues, '
    'then the next shows.';
