-- core._resend_delivery: let an endpoint's delivery begin anew, from its first delay.
--
-- The caller holds the locks of the circuit and the endpoint; this locks the delivery.
-- A delivery that is being sent is not changed.

create or replace function core._resend_delivery(
    p_endpoint core.webhook_endpoints, p_delivery_id bigint
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer jsonb;
begin
    if p_endpoint.status <> 'active' then
        perform core.raise_error(
            'core.webhook_disabled', format('Webhook %s is disabled.', p_endpoint.id)
        );
    end if;

    update core.webhook_deliveries as d
    set
        status = 'pending', step = 0, next_attempt_at = core.now(), finished_at = null,
        leased_by = null, leased_until_at = null
    where
        d.id = p_delivery_id
        and (d.leased_by is null or d.leased_until_at <= core.now());

    select jsonb_build_object(
        'id', d.id, 'status', d.status, 'next_attempt_at', d.next_attempt_at
    )
    into v_answer
    from core.webhook_deliveries as d
    where d.id = p_delivery_id;
    return v_answer;
end;
$$;

comment on function core._resend_delivery(core.webhook_endpoints, bigint) is
    '{id, status, next_attempt_at}. Errors: PT409 core.webhook_disabled.';
