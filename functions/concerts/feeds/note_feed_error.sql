-- concerts.note_feed_error: record that a request of a run failed.
--
-- Definer: callers may not write the tables.

create or replace function concerts.note_feed_error(
    p_run_id bigint, p_token bigint, p_kind text, p_detail text
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform concerts._hold_run(p_run_id, p_token);
    perform concerts._keep_errors(p_run_id, jsonb_build_array(jsonb_build_object(
        'kind', coalesce(
            substring(p_kind from '^[a-z][a-z0-9_]{0,39}$'), 'unknown'
        ),
        'detail', coalesce(p_detail, '')
    )));
    update concerts.feed_runs as r
    set counts = concerts._add_counts(r.counts, '{"failed_requests": 1}')
    where r.id = p_run_id;
end;
$$;

grant execute on function concerts.note_feed_error(bigint, bigint, text, text)
to service_role, app_worker;

comment on function concerts.note_feed_error(bigint, bigint, text, text) is
$$Record an error of a run, of a kind such as timeout, http_500 or rate_limited.

Errors: PT409 concerts.feed_superseded.
Example: {"run_id": 1, "token": 1, "kind": "timeout", "detail": "20 s"}
Budget: 200 ms.
$$;
