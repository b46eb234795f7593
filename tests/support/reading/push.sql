-- tests.push: push one edit as the logged-in user; returns its outcome and reason.

create or replace function tests.push(
    p_series_id bigint, p_chapter numeric, p_device_id text, p_updated_at timestamptz,
    p_more jsonb default '{}'
)
    returns text
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concat_ws(' ', a.answer ->> 'outcome', a.answer ->> 'reason')
    from (
        select reading.push_progress(jsonb_build_array(
            jsonb_build_object(
                'series_id', p_series_id, 'chapter', p_chapter,
                'device_id', p_device_id, 'updated_at', p_updated_at
            ) || p_more
        )) -> 0 as answer
    ) as a
$$;
