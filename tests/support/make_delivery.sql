-- tests.make_delivery: one pending delivery of an endpoint, due now.

create or replace function tests.make_delivery(
    p_endpoint_id uuid, p_event_id bigint, p_body text default '{"v": 1}'
)
    returns bigint
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    insert into core.webhook_deliveries (
        endpoint_id, event_id, event_type, event_at, body, next_attempt_at, created_at
    )
    values (
        p_endpoint_id, p_event_id, 'commerce.order.paid', core.now(), p_body,
        core.now(), core.now()
    )
    returning id;
$$;
