-- core._take_message: verify a signed message of a source, and keep it once.
--
-- Every fault of the sender raises the same error: an unknown source, a missing or bad
-- signature, a time too far off, an invalid id. The signed text is
-- `<id>.<time>.<body>`: if an id could have a point, or a time two spellings, the same
-- text could be split into another message. An unknown source is verified with a random
-- secret, so that it takes as long. Two hashes under a fresh random key are compared,
-- which does not reveal where they differ. Of two that bring one id at once, the second
-- waits for the first.

create or replace function core._take_message(
    p_source text,
    p_headers jsonb,
    p_body text,
    out receipt_id bigint,
    out is_new boolean
)
    returns record
    language plpgsql
    volatile
    security invoker
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
    returning id into receipt_id;

    is_new := receipt_id is not null;
    if not is_new then
        select r.id
        into receipt_id
        from core.webhook_receipts as r
        where r.source = v_source.name and r.message_id = v_id;
    end if;
end;
$$;

comment on function core._take_message(text, jsonb, text) is
$$The receipt of a genuine message, and whether it came for the first time.

Errors: PT401 core.webhook_refused, PT413 core.webhook_too_large.
$$;
