-- core.register_webhook_source: register an external sender; create or rotate its
-- secret.
--
-- Definer: no role may write secrets. An existing source keeps its old secret for the
-- overlap, and gets the new job kind and prefix. A given secret is one that the sender
-- chose. Without a job kind, messages are taken by a module (core.admit_message).

create or replace function core.register_webhook_source(
    p_name text,
    p_job_kind text,
    p_secret text default null,
    p_header_prefix text default 'webhook'
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if (
        p_name ~ '^[a-z][a-z0-9_.-]{0,62}$' and p_header_prefix ~ '^[a-z][a-z0-9-]{0,30}$'
    ) is not true
    then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'The name %L or the prefix %L is not lower-case letters, digits, points and hyphens.',
                core.excerpt(p_name), core.excerpt(p_header_prefix)
            )
        );
    end if;
    if p_job_kind is not null and not exists (
        select
        from core.job_kinds as k
        where k.kind = p_job_kind
    ) then
        perform core.raise_error(
            'core.unknown_job_kind',
            format('There is no job kind %L.', core.excerpt(p_job_kind))
        );
    end if;
    if p_secret !~ '^whsec_([A-Za-z0-9+/]{4}){6,24}([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$' then
        perform core.raise_error(
            'core.invalid_argument', 'A secret is `whsec_` and the base64 of 18 to 74 bytes.'
        );
    end if;

    insert into core.webhook_sources as s (name, job_kind, header_prefix, created_at)
    values (p_name, p_job_kind, p_header_prefix, core.now())
    on conflict (name) do update
    set job_kind = excluded.job_kind, header_prefix = excluded.header_prefix;

    return jsonb_build_object(
        'source', p_name,
        'secret', core._create_webhook_secret(
            p_endpoint_id => null, p_source => p_name, p_secret => p_secret
        )
    );
end;
$$;

grant execute on function core.register_webhook_source(text, text, text, text)
to service_role;

comment on function core.register_webhook_source(text, text, text, text) is
$$Create or update a source of incoming webhooks; {source, secret}, returned only here.

Errors: PT422 core.invalid_argument, core.unknown_job_kind.
$$;
