-- concerts._stage_spotify: a page of the Web API as rows of artists.
--
-- A page is {artists: [...]}, {artists: {items}}, {items}, a list of any of these, or
-- one artist. Every field but id and name is optional: which came is noted, so that one
-- that stops coming shows when it was last seen. Nothing is written here.

create or replace function concerts._stage_spotify(p_page jsonb)
    returns jsonb
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_artists jsonb := concerts._list_spotify(p_page, '$');
    v_faults jsonb;
begin
    v_faults := (
        select coalesce(jsonb_agg(to_jsonb(f)), '[]')
        from (
            select f.*, 'shape' as kind
            from concerts._find_faults(v_artists, '{
                "id": "string!", "name": "string!", "popularity": "number",
                "followers": "object", "genres": "array", "images": "array"
            }') as f
            union all
            select
                r.at, r.at || '.popularity', r.item ->> 'id', 'it is not from 0 to 100',
                false, 'value'
            from jsonb_to_recordset(v_artists) as r (at text, item jsonb)
            where
                jsonb_typeof(r.item -> 'popularity') = 'number'
                and (r.item ->> 'popularity')::numeric not between 0 and 100
            union all
            select '$', '$', null, 'no artists', true, 'shape'
            where
                v_artists = '[]'
                and not (
                    jsonb_typeof(p_page) = 'object' and p_page ?| '{artists,items}'
                )
        ) as f
    );
    return jsonb_build_object('faults', v_faults, 'artists', (
        select coalesce(jsonb_agg(jsonb_build_object(
            'external_id', concerts._json_text(r.item, 'id', 200),
            'name', concerts._json_text(r.item, 'name'),
            'popularity', case
                when (r.item ->> 'popularity')::numeric between 0 and 100
                    then round((r.item ->> 'popularity')::numeric)
            end,
            'genres', (
                select coalesce(jsonb_agg(distinct lower(g.value #>> '{}')), '[]')
                from jsonb_array_elements(concerts._json_list(r.item -> 'genres')) as g
                where
                    jsonb_typeof(g.value) = 'string'
                    and length(g.value #>> '{}') <= 100
            ),
            'image_url', (
                select concerts._json_text(i.value, 'url', 2000)
                from jsonb_array_elements(concerts._json_list(r.item -> 'images'))
                    with ordinality as i (value, place)
                where i.value ->> 'url' ~ '^https://'
                order by
                    concerts._json_number(i.value, 'width') desc nulls last, i.place
                limit 1
            ),
            'links', '{}'::jsonb,
            'fields', (
                select coalesce(jsonb_agg(f.name order by f.name), '[]')
                from unnest('{popularity,followers,genres,images}'::text[]) as f (name)
                where
                    r.item -> f.name not in ('null', '[]', '{}')
                    and not exists (
                        select
                        from jsonb_to_recordset(v_faults) as x (path text)
                        where x.path = r.at || '.' || f.name
                    )
            )
        ) order by r.place), '[]')
        from (
            select
                l.place,
                l.value ->> 'at' as at,
                case
                    when jsonb_typeof(l.value #> '{item,popularity}') = 'number'
                        then l.value -> 'item'
                    else (l.value -> 'item') - 'popularity'
                end as item
            from jsonb_array_elements(v_artists) with ordinality as l (value, place)
            where jsonb_typeof(l.value -> 'item') = 'object'
        ) as r
        where not exists (
            select
            from jsonb_to_recordset(v_faults) as f (at text, is_required boolean)
            where f.at = r.at and f.is_required
        )
    ));
end;
$$;

comment on function concerts._stage_spotify(jsonb) is
    'Return {artists, faults}; a row also has fields, the names of optional fields '
    'that came.';
