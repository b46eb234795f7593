-- concerts._judge_answer: what an answer means for a run.
--
-- 404 is an end at setlist.fm, and an artist that Spotify no longer has; 403 to a batch
-- is Spotify's development mode.

create or replace function concerts._judge_answer(
    p_feed text, p_request jsonb, p_status integer, p_page jsonb
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_status = 304 and p_page is not null then 'not_modified'
        when p_status = 404 and p_feed in ('setlistfm', 'spotify') then 'passed_over'
        when p_status = 403 and p_feed = 'spotify' and p_request -> 'query' ? 'ids'
            then 'passed_over'
        when p_status <> 200 then 'http_' || p_status
        when p_page is null then 'unreadable'
        else 'merged'
    end
$$;

comment on function concerts._judge_answer(text, jsonb, integer, jsonb) is
    'Return merged, not_modified, passed_over, unreadable or http_<status>.';
