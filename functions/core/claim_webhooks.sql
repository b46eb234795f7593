-- core.claim_webhooks: take due deliveries under a lease, signed and ready to be sent.
--
-- Locks the circuits of endpoints that have something due, skipping those that another
-- claim or report holds; then their deliveries. So two claims never count the same
-- endpoint's limits at once. Endpoints take turns: whose turn was longest ago comes
-- first. A lease that ran out is the rescue: its attempt is marked lost and the
-- delivery is due like any other, until the ladder ends. When the process dies after
-- this commits, that is what happens. Definer: the worker may not read secrets; it
-- gets signatures.

create or replace function core.claim_webhooks(
    p_worker uuid, p_limit integer, p_lease interval default '60 seconds'
)
    returns table (
        delivery_id bigint,
        lease integer,
        url text,
        headers jsonb,
        body text,
        traceparent text
    )
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_steps integer := jsonb_array_length(core.setting('core.webhook_ladder_seconds'));
    v_left integer := p_limit;
    v_due record;
    v_secrets text[];
    v_tokens double precision;
    v_allowed integer;
    v_taken integer;
begin
    for v_due in
        with recursive pending as (
            (
                select d.endpoint_id
                from core.webhook_deliveries as d
                where d.status = 'pending'
                order by d.endpoint_id
                limit 1
            )
            union all
            select (
                select d.endpoint_id
                from core.webhook_deliveries as d
                where d.status = 'pending' and d.endpoint_id > p.endpoint_id
                order by d.endpoint_id
                limit 1
            )
            from pending as p
            where p.endpoint_id is not null
        )

        select
            e.id, e.url, e.max_concurrency, e.max_per_second,
            c.state, c.tokens, c.refilled_at
        from pending as p
        inner join core.webhook_endpoints as e on p.endpoint_id = e.id
        inner join core.webhook_circuits as c on e.id = c.endpoint_id
        where
            e.status = 'active'
            and coalesce(c.resume_at <= v_now, true)
            and exists (
                select from core.webhook_deliveries as d
                where
                    d.endpoint_id = e.id
                    and d.status = 'pending'
                    and d.next_attempt_at <= v_now
            )
        order by c.claimed_at nulls first, e.id
        limit p_limit
        for update of c skip locked
    loop
        exit when v_left <= 0;

        with lost as (
            update core.webhook_deliveries as d
            set
                last_outcome = 'lost',
                leased_by = null,
                leased_until_at = null,
                status = case when d.step >= v_steps then 'failed' else d.status end,
                finished_at = case when d.step >= v_steps then v_now end
            where
                d.endpoint_id = v_due.id
                and d.leased_by is not null
                and d.leased_until_at <= v_now
            returning d.id, d.lease
        )

        update core.webhook_attempts as a
        set outcome = 'lost', finished_at = v_now
        from lost
        where a.delivery_id = lost.id and a.number = lost.lease and a.outcome is null;

        v_tokens := least(
            v_due.max_per_second,
            v_due.tokens + v_due.max_per_second * case
                when isfinite(v_due.refilled_at)
                    then greatest(0, extract(epoch from v_now - v_due.refilled_at))
                else 1
            end
        );
        select
            least(
                v_left,
                floor(v_tokens),
                case v_due.state when 'closed' then v_due.max_concurrency else 1 end
                - count(*)
            )
        into v_allowed
        from core.webhook_deliveries as d
        where d.endpoint_id = v_due.id and d.leased_by is not null;
        continue when v_allowed <= 0;

        v_secrets := core._live_webhook_secrets(p_endpoint_id => v_due.id, p_source => null);

        return query
        with due as (
            select d.id
            from core.webhook_deliveries as d
            where
                d.endpoint_id = v_due.id
                and d.status = 'pending'
                and d.next_attempt_at <= v_now
            order by d.next_attempt_at, d.id
            limit v_allowed
            for update skip locked
        ),

        taken as (
            update core.webhook_deliveries as d
            set
                lease = d.lease + 1,
                step = d.step + 1,
                leased_by = p_worker,
                leased_until_at = v_now + p_lease,
                next_attempt_at = v_now + p_lease
            from due
            where d.id = due.id
            returning d.*
        ),

        begun as (
            insert into core.webhook_attempts (delivery_id, number, started_at)
            select t.id, t.lease, v_now
            from taken as t
        )

        select
            t.id,
            t.lease,
            v_due.url,
            jsonb_build_object(
                'content-type', 'application/json',
                'webhook-id', format('evt_%s', t.event_id),
                'webhook-timestamp', floor(extract(epoch from v_now))::bigint::text,
                'webhook-signature', core._sign_webhook(
                    format('evt_%s', t.event_id),
                    floor(extract(epoch from v_now))::bigint,
                    t.body,
                    v_secrets
                )
            ),
            t.body,
            t.traceparent
        from taken as t;
        get diagnostics v_taken = row_count;

        v_left := v_left - v_taken;
        update core.webhook_circuits as c
        set
            tokens = v_tokens - v_taken,
            refilled_at = v_now,
            claimed_at = v_now,
            state = case c.state when 'open' then 'half_open' else c.state end
        where c.endpoint_id = v_due.id;
    end loop;
end;
$$;

grant execute on function core.claim_webhooks(uuid, integer, interval) to app_worker;

comment on function core.claim_webhooks(uuid, integer, interval) is
$$Due deliveries, leased to this worker: where to send what, with which headers.

Each endpoint's concurrency, rate, breaker and pause hold. Report each by
core.finish_webhook with the lease that came with it.
$$;
