-- concerts._list_spotify: the artists in a page of Spotify, [{at, item}].
--
-- An id that Spotify does not know is null in its place, and left out.

create or replace function concerts._list_spotify(p_page jsonb, p_at text)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with recursive found as (
        select p_page as value, p_at as at, 0 as depth
        union all
        select n.value, n.at, f.depth + 1
        from found as f
        cross join lateral (
            select i.value, format('%s[%s]', f.at, i.place - 1) as at
            from jsonb_array_elements(
                case when jsonb_typeof(f.value) = 'array' then f.value else '[]' end
            ) with ordinality as i (value, place)
            union all
            select k.value, format('%s.%s', f.at, k.key)
            from jsonb_each(
                case when jsonb_typeof(f.value) = 'object' then f.value else '{}' end
            ) as k
            where k.key in ('artists', 'items')
        ) as n
        where f.depth < 4 and not (jsonb_typeof(f.value) = 'object' and f.value ? 'id')
    )

    select coalesce(
        jsonb_agg(jsonb_build_object('at', f.at, 'item', f.value) order by f.at), '[]'
    )
    from found as f
    where
        f.value <> 'null'
        and jsonb_typeof(f.value) <> 'array'
        and not (jsonb_typeof(f.value) = 'object' and f.value ?| '{artists,items}')
        and (f.depth > 0 or f.value ? 'id')
$$;

comment on function concerts._list_spotify(jsonb, text) is
    'Return each artist with its path, in any structure of the page.';
