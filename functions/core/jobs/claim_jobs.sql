-- core.claim_jobs: lease the next jobs to a worker, including those of crashed workers.
--
-- It locks the rows that it takes and skips locked ones, so workers do not wait for
-- each other; _admit_jobs only tries its locks. The lease exists once the caller
-- commits. A crash before the commit claims nothing; after a crash later, the lease
-- expires and the next claim takes the jobs again. An expired lease without an attempt
-- left makes the job dead. Definer: workers have no write grant, so the fencing token
-- cannot be forged. The planner settings: with statistics of an empty queue the planner
-- would sort the whole table.

create or replace function core.claim_jobs(
    p_worker uuid,
    p_queues text[] default null,
    p_limit integer default 1,
    p_lease interval default '1 minute',
    p_kinds text[] default null
)
    returns setof core.jobs
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set enable_bitmapscan = off
as $$
declare
    v_now timestamptz := core.now();
    v_left integer := p_limit;
    v_queue text;
    v_plain bigint[];
    v_limited bigint[];
    v_over bigint[];
    v_found integer;
begin
    perform core.read_number('limit', p_limit, 0, 10000);
    if (p_lease between interval '0' and interval '1 day') is not true then
        perform core.raise_error('core.invalid_argument', 'A lease is at most a day.');
    end if;
    perform core._promote_jobs(v_now);

    for v_queue in
        select q.name
        from core.job_queues as q
        where
            (p_queues is null or q.name = any(p_queues))
            and (q.paused_until_at is null or q.paused_until_at <= v_now)
        order by array_position(p_queues, q.name), random()
    loop
        -- Jobs that may not start are replaced by the next ones.
        for v_round in 1 .. 5 loop
            select
                array_agg(c.id) filter (where not c.is_over and not c.is_limited),
                array_agg(c.id) filter (where not c.is_over and c.is_limited),
                array_agg(c.id) filter (where c.is_over),
                count(*)
            into v_plain, v_limited, v_over, v_found
            from (
                select
                    j.id,
                    j.is_limited,
                    j.attempts >= j.max_attempts
                    or j.cancel_requested_at is not null as is_over
                from core.jobs as j
                where
                    j.queue = v_queue
                    and j.status = 'ready'
                    and (j.lease_expires_at is null or j.lease_expires_at <= v_now)
                    and (p_kinds is null or j.kind = any(p_kinds))
                order by j.priority desc, j.id
                limit v_left
                for update skip locked
            ) as c;

            exit when v_found = 0;
            if v_over is not null then
                perform core._end_expired_attempts(v_over, v_now);
            end if;
            if v_limited is not null then
                v_plain := v_plain || core._admit_jobs(v_limited, v_now);
            end if;

            return query
            with leased as (
                update core.jobs as j
                set
                    token = j.token + 1,
                    attempts = j.attempts + 1,
                    leased_by = p_worker,
                    lease_expires_at = v_now + p_lease,
                    heartbeat_at = v_now,
                    started_at = v_now
                where j.id = any(v_plain)
                returning j.*
            )

            select l.*
            from leased as l
            order by l.priority desc, l.id;

            v_left := v_left - coalesce(cardinality(v_plain), 0);
            exit when v_left <= 0 or v_limited is null and v_over is null;
        end loop;
        exit when v_left <= 0;
    end loop;
end;
$$;

grant execute on function core.claim_jobs(uuid, text[], integer, interval, text[])
to app_worker;

comment on function core.claim_jobs(uuid, text[], integer, interval, text[]) is
$$Lease up to p_limit jobs of these queues and kinds (null: all) to a worker.

Each comes with the fencing token for complete_jobs, fail_job and heartbeat. Queues are
served in the given order; null means all, in a random order for each call.
Errors: PT422 core.invalid_argument.
$$;
