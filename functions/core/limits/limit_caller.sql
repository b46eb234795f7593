-- core.limit_caller: let the caller of a function pass, or refuse with 429.
--
-- Definer: callers may not take tokens of others. The caller is read from the request,
-- never from an argument. A read-only transaction cannot count, so it is refused:
-- otherwise every call by GET would be free.

create or replace function core.limit_caller(
    p_name text, p_requests integer, p_seconds double precision
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core._require_post(p_name);
    if p_requests is null or p_seconds is null then
        perform core.raise_error(
            'core.invalid_argument', format('The limit of %s is null.', p_name)
        );
    end if;
    perform core.limit_rate(
        'function:' || p_name,
        core._limited_caller(core._acting_role()),
        jsonb_build_object('requests', p_requests, 'seconds', p_seconds)
    );
end;
$$;

grant execute on function core.limit_caller(text, integer, double precision)
to anon, authenticated, service_role, app_worker;

comment on function core.limit_caller(text, integer, double precision) is
$$Take one of the caller's tokens for this name: p_requests, refilled over p_seconds.

For a limit that belongs to the function; operators limit any RPC by the setting
core.rate_limits.rpcs. A read-only transaction (a GET, a stable RPC) is refused.
Errors: PT429 core.rate_limited, with Retry-After (raised as SQLSTATE PGRST); PT405
core.post_only, core.must_be_volatile; PT422 core.invalid_argument if the limit is null
or out of range.
$$;
