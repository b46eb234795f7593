-- core._sign_webhook: the value of `webhook-signature` as in Standard Webhooks 1.0.
--
-- One signature per valid secret, so a receiver with either the old or the new one can
-- verify.

create or replace function core._sign_webhook(
    p_id text, p_timestamp bigint, p_body text, p_secrets text[]
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select string_agg(
        'v1,' || encode(
            core._hmac_sha256(
                decode(substr(s.secret, 7), 'base64'),
                convert_to(format('%s.%s.%s', p_id, p_timestamp, p_body), 'UTF8')
            ),
            'base64'
        ),
        ' '
        order by s.place
    )
    from unnest(p_secrets) with ordinality as s (secret, place)
$$;

comment on function core._sign_webhook(text, bigint, text, text[]) is
    'Space-separated signatures `v1,<base64>` of one message, in the order of secrets.';
