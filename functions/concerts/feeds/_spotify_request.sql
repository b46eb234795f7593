-- concerts._spotify_request: the artists that a cursor stands at: 50 in extended mode,
-- else one.

create or replace function concerts._spotify_request(p_cursor jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_cursor ->> 'mode' = 'extended' then jsonb_build_object(
            'path', '/v1/artists',
            'query', jsonb_build_object('ids', string_agg(n.id, ',' order by n.id))
        )
        else jsonb_build_object(
            'path', '/v1/artists/' || min(n.id), 'query', '{}'::jsonb
        )
    end
    from (
        select e.external_id collate "C" as id
        from concerts.external_ids as e
        where
            e.source = 'spotify'
            and e.entity = 'artist'
            and e.external_id ~ '^[0-9A-Za-z]{1,40}$'
            and e.external_id collate "C" > p_cursor ->> 'after'
        order by e.external_id collate "C"
        limit case when p_cursor ->> 'mode' = 'extended' then 50 else 1 end
    ) as n
    having count(*) > 0
$$;

comment on function concerts._spotify_request(jsonb) is
    'Return {path, query}; null after the last artist.';
