-- core.finish_webhook: record a sender's report and decide the state of the delivery.
--
-- Locks the circuit, then the delivery, then the endpoint if it has to be disabled.
-- Only the holder of the current lease decides: a late report is stored with its own
-- attempt and changes nothing else. After a crash before the commit the lease expires.
-- Definer: the worker may write none of these tables.

create or replace function core.finish_webhook(
    p_delivery_id bigint,
    p_lease integer,
    p_status_code integer,
    p_error text,
    p_latency_ms integer,
    p_retry_after text default null,
    p_response text default null,
    p_response_sha256 text default null
)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_outcome text := core._classify_webhook_response(p_status_code, p_error);
    v_wait interval := case
        when v_outcome = 'throttled' then core._read_retry_after(p_retry_after)
    end;
    v_circuit core.webhook_circuits;
    v_delivery core.webhook_deliveries;
    v_next_at timestamptz;
begin
    select c.*
    into v_circuit
    from core.webhook_deliveries as d
    inner join core.webhook_circuits as c on d.endpoint_id = c.endpoint_id
    where d.id = p_delivery_id
    for update of c;

    update core.webhook_attempts as a
    set
        finished_at = v_now,
        outcome = v_outcome,
        status_code = p_status_code,
        error = left(p_error, 500),
        latency_ms = p_latency_ms,
        response = left(p_response, 1024),
        response_sha256 = p_response_sha256
    where
        a.delivery_id = p_delivery_id
        and a.number = p_lease
        and (a.outcome is null or a.outcome = 'lost');

    select d.*
    into v_delivery
    from core.webhook_deliveries as d
    where d.id = p_delivery_id and d.lease = p_lease and d.leased_by is not null
    for update;
    if not found then
        return 'stale';
    end if;

    if v_outcome not in ('delivered', 'refused', 'gone') then
        v_next_at := v_now + core._next_webhook_delay(v_delivery.step);
        if v_next_at is not null then
            v_next_at := greatest(v_next_at, v_now + v_wait);
        end if;
    end if;

    update core.webhook_deliveries as d
    set
        status = case
            when v_outcome = 'delivered' then 'delivered'
            when v_next_at is null then 'failed'
            else 'pending'
        end,
        last_outcome = v_outcome,
        finished_at = case when v_next_at is null then v_now end,
        next_attempt_at = coalesce(v_next_at, d.next_attempt_at),
        leased_by = null,
        leased_until_at = null
    where d.id = p_delivery_id
    returning d.* into v_delivery;

    perform core._update_webhook_circuit(v_circuit, v_outcome, v_wait);
    return v_delivery.status;
end;
$$;

grant execute on function core.finish_webhook(
    bigint, integer, integer, text, integer, text, text, text
) to app_worker;

comment on function core.finish_webhook(
    bigint, integer, integer, text, integer, text, text, text
) is
$$Report an attempt: the delivery is delivered, failed, or pending until its next try.

`error` is the reason why there was no usable response; `refused: …` is final. Returns
the status, or `stale` if the sender no longer holds the lease.
Emits: core.webhook.disabled.
$$;
