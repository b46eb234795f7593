-- core.limit_rate: let a caller pass, or refuse with 429.
--
-- The refusal uses SQLSTATE PGRST, with which PostgREST sets status and headers; its
-- message is the body. An invalid limit limits no caller here: the callers of this
-- function fall back to a valid default. Only core.take_token takes a lock. A long key
-- is replaced by its hash, since it becomes part of an index; cut, it would be that of
-- other callers too.

create or replace function core.limit_rate(p_name text, p_who text, p_limit jsonb)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_requests constant integer := (p_limit ->> 'requests')::numeric::integer;
    v_seconds constant double precision := (p_limit ->> 'seconds')::float8;
    v_key text := p_name || ':' || p_who;
    v_taken record;
    v_headers jsonb;
begin
    if v_requests is null or v_seconds is null then
        return;
    end if;

    if length(v_key) > 300 then
        v_key := 'sha256:' || encode(sha256(convert_to(v_key, 'UTF8')), 'hex');
    end if;
    select *
    into strict v_taken
    from core.take_token(v_key, v_requests, v_seconds);

    v_headers := jsonb_build_object(
        'RateLimit-Limit', v_requests::text,
        'RateLimit-Remaining', v_taken.remaining::text,
        'RateLimit-Reset', v_taken.reset_seconds::text,
        'RateLimit-Policy', format('%s;w=%s', v_requests, ceil(v_seconds))
    );
    if v_taken.is_allowed then
        perform core.set_headers(v_headers);
        return;
    end if;

    raise sqlstate 'PGRST' using
        message = (
            select
                jsonb_build_object(
                    'code', e.sqlstate,
                    'message', e.key,
                    'details', format(
                        'At most %s requests in %s seconds; try again in %s seconds.',
                        v_requests, v_seconds, v_taken.retry_after_seconds
                    ),
                    'hint', e.hint
                )
            from core.error_codes as e
            where e.key = 'core.rate_limited'
        ),
        detail = jsonb_build_object(
            'status', 429,
            'headers', v_headers || jsonb_build_object(
                'Retry-After', v_taken.retry_after_seconds::text
            )
        );
end;
$$;

grant execute on function core.limit_rate(text, text, jsonb)
to service_role, app_worker;

comment on function core.limit_rate(text, text, jsonb) is
$$Take one token for a caller from a limit {"requests": n, "seconds": s}, or refuse.

Sets the RateLimit-* headers of the response; {} means no limit. In a read-only
transaction it refuses a caller without tokens, but does not count the call.
Errors: PT429 core.rate_limited, with Retry-After (raised as SQLSTATE PGRST).
$$;
