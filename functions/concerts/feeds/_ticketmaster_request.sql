-- concerts._ticketmaster_request: the page of events that a cursor stands at.

create or replace function concerts._ticketmaster_request(p_cursor jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'path', '/discovery/v2/events.json',
        'query', (p_cursor -> 'query') || jsonb_build_object(
            'size', '200',
            'page', p_cursor ->> 'page',
            'sort', 'date,asc',
            'startDateTime', p_cursor #>> '{windows,0,0}',
            'endDateTime', p_cursor #>> '{windows,0,1}'
        )
    )
    where jsonb_array_length(p_cursor -> 'windows') > 0
$$;

comment on function concerts._ticketmaster_request(jsonb) is
    'Return {path, query}; null after the last window.';
