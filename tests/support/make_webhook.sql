-- tests.make_webhook: an endpoint of a named user, with its circuit and its secret.
--
-- Topics of concerts, which no module has, are open to everyone.

create or replace function tests.make_webhook(
    p_owner text, variadic p_event_types text[] default '{*}'
)
    returns uuid
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid;
begin
    insert into core.topic_rules (prefix, audience, is_broadcast)
    values ('concerts', 'everyone', false)
    on conflict (prefix) do nothing;
    insert into core.webhook_endpoints (
        owner_id, url, event_types, max_concurrency, max_per_second,
        created_at, updated_at
    )
    values (
        tests.user(p_owner), 'https://example.com/hook', p_event_types, 4, 20,
        core.now(), core.now()
    )
    returning id into v_id;
    insert into core.webhook_circuits (endpoint_id) values (v_id);
    insert into core.webhook_secrets (endpoint_id, secret, created_at)
    values (v_id, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', core.now());
    return v_id;
end;
$$;
