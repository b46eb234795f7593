-- core.revoke_webhook_source: refuse every secret of a source from now on.
--
-- A rotation leaves the old secret valid for a while; a secret that others know must
-- end at once. register_webhook_source makes the next one. Definer: no role may write
-- secrets.

create or replace function core.revoke_webhook_source(p_name text)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ended integer;
begin
    update core.webhook_secrets
    set expires_at = core.now()
    where source = p_name and (expires_at is null or expires_at > core.now());
    get diagnostics v_ended = row_count;
    return v_ended;
end;
$$;

grant execute on function core.revoke_webhook_source(text) to service_role;

comment on function core.revoke_webhook_source(text) is
    'End the secrets of a source; returns how many were valid.';
