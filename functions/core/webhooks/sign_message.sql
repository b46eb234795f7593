-- core.sign_message: the headers that sign a message with the secret of a source.
--
-- For a party that is a source of webhooks and also has an API of its own: both
-- directions share the secret. Definer: no role may read secrets. Granted to no role,
-- since a signature proves who sent a message: only definer functions call it.

create or replace function core.sign_message(p_source text, p_id text, p_body text)
    returns jsonb
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        s.header_prefix || '-id', p_id,
        s.header_prefix || '-timestamp', t.seconds::text,
        s.header_prefix || '-signature', core._sign_webhook(
            p_id, t.seconds, p_body,
            core._list_active_webhook_secrets(p_endpoint_id => null, p_source => s.name)
        )
    )
    from core.webhook_sources as s
    cross join lateral (
        values (floor(extract(epoch from core.now()))::bigint)
    ) as t (seconds)
    where s.name = p_source and s.is_enabled
$$;

comment on function core.sign_message(text, text, text) is
$$The headers <prefix>-id, -timestamp and -signature of Standard Webhooks 1.0.

Null if there is no such source, or it is disabled.
$$;
