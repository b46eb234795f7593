-- core.claim_webhooks: take due deliveries under a lease, signed and ready to send.
--
-- It locks the circuits of endpoints with a due delivery, skipping those that another
-- claim or report holds, and then their deliveries. So two claims never count the
-- limits of one endpoint at once. Owners share the sender's slots: p_limit slots are
-- free, the worker holds the others. An owner gets at most an equal share, and only
-- while it holds no more slots than are left free (a dynamic threshold), so slots stay
-- for the next owner, however slow the receivers of the others are. Owners that hold
-- less come first; of one owner's endpoints, the one that was served longest ago. If a
-- lease expires, its attempt is marked lost and the delivery is due again, until no
-- attempt is left; so it is after a crash of the sender. The owner's rights are checked
-- once more: a delivery that the owner may no longer read ends as forbidden. Definer:
-- the worker may not read secrets; it gets signatures.

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
    v_held jsonb;
    v_holds integer;
    v_share integer;
    v_ids bigint[];
    v_closed text[];
begin
    perform core.read_number('limit', p_limit, 0, 10000);
    if (p_lease between interval '0' and interval '1 day') is not true then
        perform core.raise_error('core.invalid_argument', 'A lease is at most a day.');
    end if;
    select
        coalesce(jsonb_object_agg(h.owner_id, h.n), '{}'),
        p_limit + coalesce(sum(h.n), 0)
    into v_held, v_share
    from (
        select e.owner_id, count(*) as n
        from core.webhook_deliveries as d
        inner join core.webhook_endpoints as e on d.endpoint_id = e.id
        where d.leased_by = p_worker and d.leased_until_at > v_now
        group by e.owner_id
    ) as h;

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
        ),

        due as (
            select
                e.id,
                row_number() over (
                    partition by e.owner_id order by c.claimed_at nulls first, e.id
                ) as turn,
                coalesce((v_held ->> e.owner_id::text)::integer, 0) as holds,
                dense_rank() over (order by e.owner_id)
                + dense_rank() over (order by e.owner_id desc) - 1 as owners
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
        )

        select
            e.id, e.owner_id, e.app_roles, e.url, e.max_concurrency, e.max_per_second,
            c.state, c.tokens, c.refilled_at, d.owners
        from due as d
        inner join core.webhook_endpoints as e on d.id = e.id
        inner join core.webhook_circuits as c on d.id = c.endpoint_id
        where coalesce(c.resume_at <= v_now, true)
        order by d.holds, d.turn, c.claimed_at nulls first, e.id
        limit p_limit
        for update of c skip locked
    loop
        exit when v_left <= 0;
        if core._is_owner_deleted(v_due.owner_id) then
            perform core._end_orphaned_webhook(v_due.id);
            continue;
        end if;

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
                    and v_due.refilled_at <= v_now + interval '10 seconds'
                    then greatest(0, extract(epoch from v_now - v_due.refilled_at))
                else 1
            end
        );
        v_holds := coalesce((v_held ->> v_due.owner_id::text)::integer, 0);
        select
            least(
                v_left,
                floor((v_left - v_holds) / 2.0) + 1,
                ceil(v_share::numeric / v_due.owners) - v_holds,
                floor(v_tokens),
                case v_due.state when 'closed' then v_due.max_concurrency else 1 end
                - count(*)
            )
        into v_allowed
        from core.webhook_deliveries as d
        where d.endpoint_id = v_due.id and d.leased_by is not null;
        continue when v_allowed <= 0;

        v_secrets := core._list_active_webhook_secrets(
            p_endpoint_id => v_due.id, p_source => null
        );
        v_ids := array(
            select d.id
            from core.webhook_deliveries as d
            where
                d.endpoint_id = v_due.id
                and d.status = 'pending'
                and d.next_attempt_at <= v_now
            order by d.next_attempt_at, d.id
            limit v_allowed
            for update skip locked
        );
        v_closed := array(
            select t.topic
            from (
                select distinct d.topic
                from core.webhook_deliveries as d
                where d.id = any(v_ids) and d.topic is not null
            ) as t
            where not core._can_owner_read(v_due.owner_id, v_due.app_roles, t.topic)
        );
        update core.webhook_deliveries as d
        set
            status = 'failed',
            last_outcome = 'forbidden',
            finished_at = v_now,
            leased_by = null,
            leased_until_at = null
        where d.id = any(v_ids) and d.topic = any(v_closed);

        return query
        with taken as (
            update core.webhook_deliveries as d
            set
                lease = d.lease + 1,
                step = d.step + 1,
                leased_by = p_worker,
                leased_until_at = v_now + p_lease,
                next_attempt_at = v_now + p_lease
            where d.id = any(v_ids) and d.status = 'pending'
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
        v_held := v_held
            || jsonb_build_object(v_due.owner_id, v_holds + v_taken);
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
$$Due deliveries, leased to this worker, each with its URL, headers and body.

The concurrency, rate, breaker and pause of each endpoint apply, and each owner's share
of the worker's slots; p_limit is the number of free slots. Report each delivery by
core.finish_webhook with its lease.
Emits: core.webhook.disabled if an owner was deleted.
$$;
