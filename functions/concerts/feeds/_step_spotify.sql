-- concerts._step_spotify: where a cursor goes after an answer of Spotify.
--
-- Apps in development mode get 403 for a batch: then the run goes on one by one.

create or replace function concerts._step_spotify(
    p_cursor jsonb, p_request jsonb, p_status integer
)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_status = 403 then p_cursor || '{"mode": "development"}'
        else p_cursor || jsonb_build_object('after', coalesce(
            substring(p_request #>> '{query,ids}' from '[^,]+$'),
            substring(p_request ->> 'path' from '[^/]+$')
        ))
    end
$$;

comment on function concerts._step_spotify(jsonb, jsonb, integer) is
    'Return the artists after those of the request, or the same ones one by one.';
