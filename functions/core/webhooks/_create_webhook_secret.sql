-- core._create_webhook_secret: create and store a signing secret, and return it once.
--
-- It is stored in the vault if that is installed, else in core.webhook_secrets, which
-- no role may read. 32 bytes from three random UUIDs: 366 bits of the server's strong
-- randomness. The previous secret stays valid for the overlap, and the one before it
-- ends: two at most. The caller holds the lock on the endpoint's or source's row.

create or replace function core._create_webhook_secret(
    p_endpoint_id uuid, p_source text, p_secret text default null
)
    returns text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_secret text := coalesce(
        p_secret,
        'whsec_' || encode(
            sha256(
                uuid_send(gen_random_uuid())
                || uuid_send(gen_random_uuid())
                || uuid_send(gen_random_uuid())
            ),
            'base64'
        )
    );
    v_overlap interval := make_interval(
        secs => (core.setting('core.webhook_overlap_seconds'))::double precision
    );
    v_vault regnamespace := (
        select p.pronamespace
        from pg_catalog.pg_proc as p
        where p.oid = to_regprocedure('vault.create_secret(text,text,text,uuid)')
    );
    v_vault_id uuid;
begin
    delete from core.webhook_secrets as s
    where
        (s.endpoint_id = p_endpoint_id or s.source = p_source)
        and s.expires_at is not null;

    update core.webhook_secrets as s
    set expires_at = core.now() + v_overlap
    where s.endpoint_id = p_endpoint_id or s.source = p_source;

    if v_vault is not null then
        execute format('select %s.create_secret($1)', v_vault)
        into v_vault_id
        using v_secret;
    end if;

    insert into core.webhook_secrets (endpoint_id, source, secret, vault_id, created_at)
    values (
        p_endpoint_id,
        p_source,
        case when v_vault_id is null then v_secret end,
        v_vault_id,
        core.now()
    );

    return v_secret;
end;
$$;

comment on function core._create_webhook_secret(uuid, text, text) is
    'A new secret of an endpoint or source; the old one stays valid for the overlap.';
