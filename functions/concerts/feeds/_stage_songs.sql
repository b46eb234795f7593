-- concerts._stage_songs: the songs of a setlist of setlist.fm, in their order.
--
-- A set or a song may be an object or a list. Songs without a name are left out, so
-- what follows moves up. Guests are named in info, as there is no other place.

create or replace function concerts._stage_songs(p_setlist jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'title', concerts._json_text(o.value, 'name', 500),
                'cover_of', concerts._json_text(o.value, 'cover.name'),
                'encore', least(greatest(coalesce(
                    concerts._json_number(s.value, 'encore'), 0
                ), 0), 20)::integer,
                'is_tape', coalesce(o.value ->> 'tape' = 'true', false),
                'info', nullif(left(concat_ws(
                    '; ', concerts._json_text(o.value, 'info', 1000),
                    'with ' || concerts._json_text(o.value, 'with.name')
                ), 1000), '')
            )
            order by s.place, o.place
        ),
        '[]'
    )
    from jsonb_array_elements(concerts._json_list(p_setlist #> '{sets,set}'))
        with ordinality as s (value, place)
    cross join lateral jsonb_array_elements(concerts._json_list(s.value -> 'song'))
        with ordinality as o (value, place)
    where concerts._json_text(o.value, 'name') is not null
$$;

comment on function concerts._stage_songs(jsonb) is
    'Return [{title, cover_of, encore, is_tape, info}].';
