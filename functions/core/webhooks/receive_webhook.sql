-- core.receive_webhook: accept one message of a known source once and enqueue its job.
--
-- Every fault of the sender raises the same error: an unknown source, a missing or bad
-- signature, a time too far off, an invalid id. The signed text is
-- `<id>.<time>.<body>`: if an id could have a point, or a time two spellings, the same
-- text could be split into another message. An unknown source is verified with a random
-- secret, so that it takes as long. Two hashes under a fresh random key are compared,
-- which does not reveal where they differ. The receipt and its job commit together.
-- Definer: no role may read secrets.

create or replace function core.receive_webhook(
    p_source text, p_headers jsonb, p_body text
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_id constant text := '^[!-,/-~-]{1,200}$';
    c_timestamp constant text := '^(?:0|[1-9][0-9]{0,11})$';
    v_source core.webhook_sources;
    v_sent constant jsonb := core._unwrap_json(p_headers, 100000);
    v_prefix text;
    v_headers jsonb;
    v_secrets text[];
    v_id text;
    v_timestamp text;
    v_signatures text;
    v_nonce bytea := uuid_send(gen_random_uuid());
    v_is_genuine boolean;
    v_most integer := (core.setting('core.webhook_receipt_max_bytes'))::integer;
    v_receipt_id bigint;
begin
    if octet_length(p_body) > v_most then
        perform core.raise_error(
            'core.webhook_too_large',
            format('The body has %s bytes, at most %s.', octet_length(p_body), v_most)
        );
    end if;

    select s.*
    into v_source
    from core.webhook_sources as s
    where s.name = p_source and s.is_enabled;

    -- A repeated header, or one that is not a string, is ignored.
    select coalesce(jsonb_object_agg(h.name, h.value), '{}')
    into v_headers
    from (
        select lower(e.name) as name, (array_agg(e.value))[1] as value
        from jsonb_each(
            case jsonb_typeof(v_sent) when 'object' then v_sent end
        ) as e (name, value)
        group by lower(e.name)
        having count(*) = 1 and bool_and(jsonb_typeof(e.value) = 'string')
    ) as h;
    v_prefix := coalesce(v_source.header_prefix, 'webhook');
    v_id := substring(v_headers ->> (v_prefix || '-id') from c_id);
    v_timestamp := substring(v_headers ->> (v_prefix || '-timestamp') from c_timestamp);
    v_signatures := left(v_headers ->> (v_prefix || '-signature'), 2000);

    v_secrets := core._list_active_webhook_secrets(
        p_endpoint_id => null, p_source => v_source.name
    );
    if v_secrets = '{}' then
        v_secrets := array['whsec_' || encode(sha256(v_nonce), 'base64')];
    end if;

    select coalesce(
        bool_or(sha256(v_nonce || convert_to(g.given, 'UTF8'))
        = sha256(v_nonce || convert_to(s.signature, 'UTF8'))),
        false
    )
    into v_is_genuine
    from unnest(v_secrets) as k (secret)
    cross join lateral core._sign_webhook(
        coalesce(v_id, ''),
        coalesce(v_timestamp, '0')::bigint,
        coalesce(p_body, ''),
        array[k.secret]
    ) as s (signature)
    cross join lateral (
        select g.given
        from string_to_table(v_signatures, ' ') with ordinality as g (given, place)
        where g.place <= 10
    ) as g;

    if v_source.name is null
        or not v_is_genuine
        or p_body is null
        or v_id is null
        or v_timestamp is null
        or abs(extract(epoch from core.now()) - v_timestamp::double precision)
        > (core.setting('core.webhook_tolerance_seconds'))::double precision
    then
        perform core.raise_error(
            'core.webhook_refused', 'The message could not be verified.'
        );
    end if;

    insert into core.webhook_receipts (
        source, message_id, headers, body, traceparent, received_at
    )
    values (
        v_source.name, v_id, v_sent, p_body, core.traceparent(), core.now()
    )
    on conflict (source, message_id) do nothing
    returning id into v_receipt_id;

    if v_receipt_id is null then
        select r.id
        into v_receipt_id
        from core.webhook_receipts as r
        where r.source = v_source.name and r.message_id = v_id;
        return jsonb_build_object('receipt_id', v_receipt_id, 'duplicate', true);
    end if;

    perform core.enqueue(
        p_kind => v_source.job_kind,
        p_payload => jsonb_build_object(
            'v', 1, 'receipt_id', v_receipt_id, 'source', v_source.name
        )
    );
    return jsonb_build_object('receipt_id', v_receipt_id, 'duplicate', false);
end;
$$;

grant execute on function core.receive_webhook(text, jsonb, text) to service_role;

comment on function core.receive_webhook(text, jsonb, text) is
$$Accept a signed message of a known source; `body` is the raw text that was signed.

`headers` is an object of the request's headers. The message is stored raw; a job
processes it. Returns {receipt_id, duplicate}; a message whose id was received before
does nothing, and `duplicate` is true.
Errors: PT401 core.webhook_refused, the same for an unknown source, a bad signature and a
time more than 5 minutes off; PT413 core.webhook_too_large.
Example: {"source": "shop", "body": "{}", "headers": {"webhook-id": "m1",
"webhook-timestamp": "1767225600", "webhook-signature": "v1,…"}}
Budget: 20 ms.
$$;
