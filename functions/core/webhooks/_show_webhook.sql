-- core._show_webhook: one endpoint for its owner, without secrets.

create or replace function core._show_webhook(p_id uuid)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', e.id,
        'url', e.url,
        'event_types', e.event_types,
        'description', e.description,
        'status', e.status,
        'status_reason', e.status_reason,
        'max_concurrency', e.max_concurrency,
        'max_per_second', e.max_per_second,
        'circuit', c.state,
        'resume_at', c.resume_at,
        'failing_since', c.failing_since_at,
        'succeeded_at', c.succeeded_at,
        'created_at', e.created_at,
        'updated_at', e.updated_at
    )
    from core.webhook_endpoints as e
    inner join core.webhook_circuits as c on e.id = c.endpoint_id
    where e.id = p_id
$$;

grant execute on function core._show_webhook(uuid) to authenticated;

comment on function core._show_webhook(uuid) is
    'A webhook with its state; null if the caller may not see it.';
