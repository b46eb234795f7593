-- core.take_token: take tokens from a bucket, or return how long to wait for them.
--
-- A read comes first, so a refused call takes no lock and writes nothing. The read can
-- be wrong only towards "allowed" while other calls take tokens, so the statement that
-- takes them decides again under the row's lock. That lock lasts until the transaction
-- ends: calls with one key wait for each other. After a rollback or a crash no token
-- was taken. The refill is rounded down to microseconds, so that a full bucket has
-- p_requests and not one less. A bucket that would be full only long after p_seconds
-- was emptied while the clock was ahead, or under another limit: it starts anew. Ten
-- minutes are allowed for transactions that began after this one, whose clock is later.
--
-- core.now() is called only if a test clock is set: the call would cost a tenth of the
-- rate. A read-only transaction only reads. Definer: callers may not write the table.

create or replace function core.take_token(
    p_key text,
    p_requests integer,
    p_seconds double precision,
    p_cost integer default 1,
    out is_allowed boolean,
    out remaining integer,
    out retry_after_seconds integer,
    out reset_seconds integer
)
    returns record
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := case
        when current_setting('rowhouse.clock', true) is null then now()
        else core.now()
    end;
    v_each double precision;
    v_cost interval;
    v_latest timestamptz;
    v_end timestamptz;
    v_full_at timestamptz;
    v_wait double precision;
begin
    -- A token takes at least a microsecond to refill, and a bucket at most a year.
    if (
        octet_length(p_key) between 1 and 2000
        and p_requests >= 1
        and p_cost between 0 and 1000000
        and p_seconds between p_requests / 1e6 and 31622400
    ) is not true
    then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'A bucket %L of %s requests in %s seconds or a cost of %s is invalid.',
                core.excerpt(p_key), coalesce(p_requests::text, 'null'),
                coalesce(p_seconds::text, 'null'), coalesce(p_cost::text, 'null')
            )
        );
    end if;
    v_each := floor(p_seconds * 1e6 / p_requests) / 1e6;
    -- A cost above a full bucket is never allowed.
    p_cost := least(p_cost, p_requests::bigint + 1);
    v_cost := make_interval(secs => v_each * p_cost);
    v_latest := v_now + make_interval(secs => p_seconds) - v_cost;
    v_end := v_now + make_interval(secs => p_seconds) + interval '10 minutes';

    select r.full_at
    into v_full_at
    from core.rate_limits as r
    where r.key = p_key;
    v_full_at := case when v_full_at <= v_end then greatest(v_full_at, v_now) else v_now end;

    is_allowed := v_full_at <= v_latest;
    if is_allowed and not current_setting('transaction_read_only')::boolean then
        insert into core.rate_limits as r (key, full_at)
        values (p_key, v_now + v_cost)
        on conflict (key) do update
        set
            full_at = v_cost
            + case when r.full_at <= v_end then greatest(r.full_at, v_now) else v_now end
        where r.full_at <= v_latest or r.full_at > v_end
        returning r.full_at into v_full_at;
        if not found then
            is_allowed := false;
            select r.full_at
            into strict v_full_at
            from core.rate_limits as r
            where r.key = p_key;
        end if;
    end if;

    v_wait := date_part('epoch', v_full_at - v_now);
    reset_seconds := ceil(v_wait);
    remaining := greatest(0, p_requests - ceil(v_wait / v_each));
    retry_after_seconds := case
        when is_allowed then 0
        else greatest(1, ceil(v_wait - p_seconds + v_each * p_cost))
    end;
end;
$$;

grant execute on function
core.take_token(text, integer, double precision, integer)
to service_role, app_worker;

comment on function core.take_token(text, integer, double precision, integer) is
$$Take tokens from the bucket of this key: p_requests of them, refilled over p_seconds.

Returns whether they were available, how many are left, after how many seconds to try
again, and after how many the bucket is full. Nothing is taken if they were not
available, or in a read-only transaction. A cost above p_requests is never allowed.
Units: seconds, up to 366 days.
Errors: PT422 core.invalid_argument.
$$;
