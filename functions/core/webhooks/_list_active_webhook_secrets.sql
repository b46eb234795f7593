-- core._list_active_webhook_secrets: the valid secrets of an endpoint or a source.
--
-- Newest first. Read from the vault if the text is there.

create or replace function core._list_active_webhook_secrets(
    p_endpoint_id uuid, p_source text
)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_kept core.webhook_secrets;
    v_secret text;
    v_secrets text[] := array[]::text[];
begin
    for v_kept in
        select s.*
        from core.webhook_secrets as s
        where
            (s.endpoint_id = p_endpoint_id or s.source = p_source)
            and (s.expires_at is null or s.expires_at > core.now())
        order by s.id desc
    loop
        v_secret := v_kept.secret;
        if v_kept.vault_id is not null then
            execute format(
                'select decrypted_secret from %s.decrypted_secrets where id = $1',
                to_regnamespace('vault')
            )
            into v_secret
            using v_kept.vault_id;
        end if;
        v_secrets := v_secrets || v_secret;
    end loop;

    return v_secrets;
end;
$$;

comment on function core._list_active_webhook_secrets(uuid, text) is
    'Valid secrets of an endpoint or of a source, newest first.';
