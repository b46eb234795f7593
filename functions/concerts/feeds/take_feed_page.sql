-- concerts.take_feed_page: keep and merge what a source answered, and move the run on.
--
-- All in one transaction: a run that was killed goes on at its page. Takes the lock
-- concerts.feeds, then the run. The same answer sent twice is refused the second time,
-- as the run then asks for something else. A dry run merges and takes it back. Definer:
-- callers may not write the tables.

create or replace function concerts.take_feed_page(
    p_run_id bigint, p_token bigint, p_request jsonb, p_status integer,
    p_body text default null, p_etag text default null,
    p_last_modified text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_run concerts.feed_runs;
    v_same_id bigint;
    v_page jsonb;
    v_counts jsonb := '{"pages": 1}'::jsonb;
    v_outcome text;
begin
    perform core.read_number('status', p_status, 100, 599);
    perform concerts._lock_feeds();
    v_run := concerts._hold_run(p_run_id, p_token);
    if p_request is null
        or concerts._feed_request(v_run.feed, v_run.cursor) is distinct from p_request
    then
        perform core.raise_error(
            'concerts.feed_superseded',
            format('Run %s asks for another page.', p_run_id)
        );
    end if;
    v_same_id := case
        when p_status = 304 then concerts._last_page(v_run.feed, p_request)
    end;
    v_page := case
        when p_status = 304
            then (select p.body from concerts.raw_pages as p where p.id = v_same_id)
        else concerts._read_page(p_body)
    end;
    v_outcome := concerts._judge_answer(v_run.feed, p_request, p_status, v_page);
    if v_outcome not in ('merged', 'not_modified', 'passed_over') then
        perform concerts.note_feed_error(p_run_id, p_token, v_outcome, format(
            'HTTP %s to %s', p_status, p_request ->> 'path'
        ));
        return jsonb_build_object('outcome', v_outcome);
    end if;

    if v_outcome = 'merged' then
        v_counts := v_counts || concerts._merge_page(
            v_run.feed, v_page, p_run_id, v_run.is_dry_run
        );
    elsif v_outcome = 'not_modified' then
        v_counts := v_counts || '{"not_modified": 1}';
    end if;
    insert into concerts.raw_pages (
        feed, feed_run_id, request, status, body, same_page_id, etag, last_modified,
        fetched_at
    )
    select
        v_run.feed, p_run_id, p_request, p_status,
        case when v_same_id is null then v_page end, v_same_id,
        case when length(p_etag) <= 200 then p_etag end,
        case when length(p_last_modified) <= 100 then p_last_modified end, core.now()
    where not v_run.is_dry_run;
    update concerts.feed_runs as r
    set
        cursor = concerts._step_feed(
            r.feed, r.cursor, p_request, p_status, v_page,
            concerts._is_news(v_counts)
        ),
        counts = concerts._add_counts(r.counts, v_counts),
        progressed_at = core.now()
    where r.id = p_run_id;
    perform concerts._note_answer(p_run_id, p_request, p_status);
    return jsonb_build_object('outcome', v_outcome, 'counts', v_counts);
end;
$$;

grant execute on function concerts.take_feed_page(
    bigint, bigint, jsonb, integer, text, text, text
) to service_role, app_worker;

comment on function concerts.take_feed_page(
    bigint, bigint, jsonb, integer, text, text, text
) is
$$Merge an answer, and move the run on.

outcome: merged; not_modified (304); passed_over (nothing there, the run goes on); else
the run stays at its page, there are no counts, and the outcome is the kind of the
error: unreadable (the body is truncated), http_<status>.
Takes: {request: next_feed_request.request}
Returns: {outcome: text, counts?: {[text]: bigint}}
Errors: PT409 concerts.feed_superseded, PT422 core.invalid_argument.
Example: {"run_id": 1, "token": 1, "request": {"path": "/v1/artists", "query": {"ids":
"a"}}, "status": 200, "body": "{\"artists\": [{\"id\": \"a\", \"name\": \"Basso\",
\"popularity\": 55}]}"}
Budget: 2000 ms.
$$;
