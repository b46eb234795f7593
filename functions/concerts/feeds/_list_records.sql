-- concerts._list_records: the items of a list in a page with their places, [{at,
-- item}].

create or replace function concerts._list_records(p_list jsonb, p_at text)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'at', format('%s[%s]', p_at, i.place - 1), 'item', i.value
            )
            order by i.place
        ),
        '[]'
    )
    from jsonb_array_elements(concerts._json_list(p_list)) with ordinality
        as i (value, place)
$$;

comment on function concerts._list_records(jsonb, text) is
    'Return each item with its path in the page.';
