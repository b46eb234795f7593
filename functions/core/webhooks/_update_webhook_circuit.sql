-- core._update_webhook_circuit: update the state of an endpoint after an attempt.
--
-- A success closes the circuit. Consecutive failures because the receiver is
-- unavailable open it, each time for twice as long; a failed probe opens it again at
-- once. Any failures for too long without a success disable the endpoint; a 410 does so
-- at once. The caller holds the circuit's lock.

create or replace function core._update_webhook_circuit(
    p_circuit core.webhook_circuits, p_outcome text, p_wait interval
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_is_away boolean := p_outcome in ('unavailable', 'throttled');
    v_failures integer := p_circuit.failures + v_is_away::integer;
    v_opens boolean := v_is_away and (
        p_circuit.state = 'half_open'
        or v_failures >= (core.setting('core.webhook_breaker_failures'))::integer
    );
    v_pause interval := make_interval(
        secs => least(
            (core.setting('core.webhook_breaker_seconds'))::double precision
            * 2 ^ least(p_circuit.openings, 20),
            (core.setting('core.webhook_breaker_max_seconds'))::double precision
        )
    );
    v_give_up interval := make_interval(
        secs => (core.setting('core.webhook_give_up_seconds'))::double precision
    );
begin
    if p_outcome = 'delivered' then
        update core.webhook_circuits as c
        set
            state = 'closed', failures = 0, openings = 0, failing_since_at = null,
            succeeded_at = v_now,
            resume_at = case c.state when 'closed' then c.resume_at end
        where c.endpoint_id = p_circuit.endpoint_id;
        return;
    end if;

    update core.webhook_circuits as c
    set
        state = case
            when v_opens then 'open'
            when v_is_away then c.state
            else 'closed'
        end,
        failures = case when v_is_away and not v_opens then v_failures else 0 end,
        openings = c.openings + v_opens::integer,
        resume_at = greatest(
            c.resume_at, v_now + p_wait, case when v_opens then v_now + v_pause end
        ),
        failing_since_at = least(coalesce(c.failing_since_at, v_now), v_now)
    where c.endpoint_id = p_circuit.endpoint_id;

    if p_outcome = 'gone' then
        perform core._disable_webhook(p_circuit.endpoint_id, 'gone');
    elsif p_circuit.failing_since_at <= v_now - v_give_up then
        perform core._disable_webhook(p_circuit.endpoint_id, 'failing');
    end if;
end;
$$;

comment on function core._update_webhook_circuit(
    core.webhook_circuits, text, interval
) is
    'Close, open, pause or disable an endpoint after an attempt.';
