-- core.recover_from_clock_rollback: correct stored times after the clock was set back.
--
-- While a clock is ahead, it stores times that lie in the future once it is set back:
-- leases, retries, ticks, revocations. core.clock_marks detects it. Times ahead of the
-- clock are then moved to where a correct clock would have put them. A wait keeps its
-- length if the row has its start; otherwise it ends. A job that was enqueued for a
-- time more than an hour away keeps it: that is a date, not a wait. The correction is
-- repeated for ten minutes, since a transaction that began earlier may commit its times
-- later. Locked rows are skipped; the next run finds them. Not corrected, since their
-- readers ignore a time ahead of the clock: buckets (take_token, _refill_provider,
-- claim_webhooks), cached responses, alerts, samples.
--
-- Locks the mark without waiting, then rows of one table after the other. Definer: the
-- worker may not write these tables.

create or replace function core.recover_from_clock_rollback()
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    -- Transactions see the clock at their start, so it may seem to go back this far.
    v_latest timestamptz := v_now + interval '10 seconds';
    v_mark core.clock_marks;
    v_ahead interval;
    v_rows integer;
    v_moved integer := 0;
begin
    select * into v_mark from core.clock_marks;
    if v_mark.seen_at between v_now - interval '5 seconds' and v_latest
        and not coalesce(
            v_mark.went_back_at > v_now - interval '10 minutes'
            and v_mark.settled_at < v_now - interval '10 seconds',
            false
        )
    then
        return 0;
    end if;

    insert into core.clock_marks (seen_at) values (v_now) on conflict do nothing;
    select * into v_mark from core.clock_marks for update skip locked;
    if not found then
        return 0;
    end if;
    if v_mark.seen_at > v_latest then
        v_ahead := v_mark.seen_at - v_now;
    end if;
    update core.clock_marks as m
    set
        seen_at = v_now,
        settled_at = v_now,
        went_back_at = case
            when v_ahead is not null or m.went_back_at > v_now then v_now
            else m.went_back_at
        end,
        went_back_seconds = coalesce(
            round(extract(epoch from v_ahead), 3), m.went_back_seconds
        )
    where m.is_only;
    if v_ahead is null
        and coalesce(v_mark.went_back_at <= v_now - interval '10 minutes', true)
    then
        return 0;
    end if;

    -- Without a next tick no tick counts as missed; a worker computes the next one.
    update core.job_schedules as s
    set
        next_run_at = null,
        last_run_at = case when s.last_run_at <= v_latest then s.last_run_at end
    where
        s.last_run_at > v_latest
        or v_ahead is not null and s.next_run_at > v_now;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    with ahead as (
        select j.id
        from core.jobs as j
        where
            j.heartbeat_at > v_latest
            or j.enqueued_at > v_latest
            or v_ahead is not null
            and j.status = 'waiting'
            and j.wait_reason not in ('scheduled', 'retry')
            and j.run_at > v_now
        for update skip locked
    )

    update core.jobs as j
    set
        lease_expires_at = case
            when j.heartbeat_at > v_latest
                then v_now + (j.lease_expires_at - j.heartbeat_at)
            else j.lease_expires_at
        end,
        run_at = case
            when j.status <> 'waiting' then least(j.run_at, v_now)
            when j.wait_reason = 'retry' and j.heartbeat_at > v_latest
                then v_now + (j.run_at - j.heartbeat_at)
            when j.wait_reason = 'scheduled'
                then case
                    when j.enqueued_at > v_latest
                        and j.run_at <= j.enqueued_at + interval '1 hour'
                        then v_now + (j.run_at - j.enqueued_at)
                    else j.run_at
                end
            when j.wait_reason = 'retry' then j.run_at
            else least(j.run_at, v_now)
        end,
        heartbeat_at = case when j.heartbeat_at is not null then least(j.heartbeat_at, v_now) end,
        started_at = case when j.started_at is not null then least(j.started_at, v_now) end,
        enqueued_at = least(j.enqueued_at, v_now)
    from ahead as a
    where j.id = a.id;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    update core.job_providers as p
    set
        paused_until_at = greatest(v_now, p.paused_until_at - v_ahead),
        refilled_at = least(p.refilled_at, v_now)
    where
        p.paused_until_at > v_now
        and p.paused_until_at < v_mark.seen_at + interval '1 day'
        and v_ahead is not null;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    with ahead as (
        select c.endpoint_id
        from core.webhook_circuits as c
        where c.claimed_at > v_latest or c.failing_since_at > v_latest
        for update skip locked
    )

    update core.webhook_circuits as c
    set
        resume_at = case
            when c.resume_at > c.claimed_at and c.claimed_at > v_latest
                then v_now + (c.resume_at - c.claimed_at)
            else c.resume_at
        end,
        claimed_at = case when c.claimed_at is not null then least(c.claimed_at, v_now) end,
        failing_since_at = case
            when c.failing_since_at is not null then least(c.failing_since_at, v_now)
        end
    from ahead as a
    where c.endpoint_id = a.endpoint_id;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    with ahead as (
        select
            d.id,
            v_now + coalesce(core._next_webhook_delay(d.step), interval '1 minute') as latest_at
        from core.webhook_deliveries as d
        where
            d.status = 'pending'
            and (d.next_attempt_at > v_latest or d.leased_until_at > v_latest)
        for update skip locked
    )

    update core.webhook_deliveries as d
    set
        next_attempt_at = case
            when d.leased_by is not null
                then least(d.next_attempt_at, v_now + interval '1 minute')
            else least(d.next_attempt_at, a.latest_at)
        end,
        leased_until_at = case
            when d.leased_by is not null
                then least(d.leased_until_at, v_now + interval '1 minute')
        end
    from ahead as a
    where
        d.id = a.id
        and (
            d.leased_until_at > v_now + interval '1 minute'
            or d.leased_by is null and d.next_attempt_at > a.latest_at
        );
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    update core.webhook_secrets as s
    set expires_at = v_now + make_interval(
        secs => (core.setting('core.webhook_overlap_seconds'))::double precision
    )
    where s.expires_at > v_now + make_interval(
        secs => (core.setting('core.webhook_overlap_seconds'))::double precision
    );
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    -- Tokens that are issued from now on are valid again.
    update core.revoked_users as u
    set issued_until_at = v_now
    where u.issued_until_at > v_latest;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    update core.idempotency_keys as k
    set
        expires_at = v_now + (k.expires_at - k.created_at),
        created_at = v_now
    where k.created_at > v_latest;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    update core.cache_entries as e
    set
        expires_at = v_now,
        stale_until_at = v_now + (e.stale_until_at - e.computed_at),
        computed_at = v_now
    where e.computed_at > v_latest;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    with ahead as (
        select o.id
        from core.operations as o
        where o.progressed_at > v_latest and o.finished_at is null
        for update skip locked
    )

    update core.operations as o
    set
        created_at = least(o.created_at, v_now),
        started_at = case when o.started_at is not null then least(o.started_at, v_now) end,
        progressed_at = v_now
    from ahead as a
    where o.id = a.id;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    delete from core.idle_workers as s
    where s.expires_at > clock_timestamp() + interval '1 hour';
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    return v_moved;
end;
$$;

grant execute on function core.recover_from_clock_rollback()
to service_role, app_worker;

comment on function core.recover_from_clock_rollback() is
$$Detect that the clock was set back, and correct times that lie ahead of it.

Returns the number of corrected rows. A worker calls it before it takes ticks. Health
check core.clock reports it for an hour.
$$;
