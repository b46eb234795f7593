-- concerts.admit_sync_call: let a signed call of the edge function sync through, once.
--
-- The caller is a source of core.webhook_sources: concerts.sync, or concerts.sync.<x>
-- for one more, so that each has a secret that can be revoked alone. The signature is
-- verified before the body is read. Definer: no role may read secrets.

create or replace function concerts.admit_sync_call(
    p_caller text, p_headers jsonb, p_body text
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant integer := (core.setting('concerts.sync_seconds'))::integer;
    v_call jsonb;
begin
    perform core.admit_message(
        concat_ws('.', 'concerts.sync', nullif(p_caller, '')), p_headers, p_body
    );
    v_call := core.read_records(
        'body',
        jsonb_build_array(core.read_json('body', to_jsonb(p_body), 'object', 4000)),
        '{"feed": "text", "seconds": "integer"}',
        1, 'body', 'core.invalid_argument', 'core.invalid_argument'
    ) -> 0;
    perform concerts._check_feed(v_call ->> 'feed');
    return jsonb_build_object(
        'feed', v_call ->> 'feed',
        'is_full', coalesce(v_call -> 'full' = 'true', false),
        'waits', coalesce(v_call -> 'wait' <> 'false', true),
        'seconds', core.read_number(
            'seconds', least((v_call ->> 'seconds')::integer, v_most), 0, v_most
        )
    );
end;
$$;

grant execute on function concerts.admit_sync_call(text, jsonb, text) to service_role;

comment on function concerts.admit_sync_call(text, jsonb, text) is
$$Verify a signed call, once, and read what it asks for.

headers are those of the request, with webhook-id, webhook-timestamp and
webhook-signature of Standard Webhooks 1.0; body is the raw text that was signed:
{"feed": "spotify", "full": false, "wait": true, "seconds": 60}. seconds is at most the
setting concerts.sync_seconds; waits false: the call is answered when the run has begun.
Takes: {headers: {[text]: text}}
Returns: {feed: text, is_full: boolean, waits: boolean, seconds: bigint}
Errors: PT401 core.webhook_refused, PT409 core.message_repeated, PT413
core.webhook_too_large, PT404 concerts.unknown_feed, PT422 core.invalid_argument.
Example: {"caller": "", "body": "{\"feed\": \"spotify\"}", "headers": {"webhook-id":
"c1", "webhook-timestamp": "1767225600", "webhook-signature":
"v1,mGlEehJ0czk16+BE8gcIZFaE+eQ3GTQhYNw5aKsdSa8="}}
Budget: 50 ms.
$$;
