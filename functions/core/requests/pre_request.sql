-- core.pre_request: runs first in the transaction of every PostgREST request.
--
-- Order: revoked tokens first, so that they cost nothing and do not count for a limit;
-- then the limits; then the access log. All of it is undone if the request fails. A GET
-- can be refused, but neither counted nor logged (docs/limits.md). Definer: callers may
-- read none of these tables.

create or replace function core.pre_request()
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims constant jsonb := coalesce(
        nullif(current_setting('request.jwt.claims', true), ''), '{}'
    )::jsonb;
begin
    if v_claims ?| array['jti', 'session_id', 'sub'] then
        perform core._refuse_revoked(v_claims);
    end if;

    perform core._limit_request(v_claims);
    perform core._log_request();
end;
$$;

grant execute on function core.pre_request() to anon, authenticated, service_role;

comment on function core.pre_request() is
$$Refuse revoked tokens and callers over their limits; log access to guarded RPCs.

PostgREST calls it before each request (db-pre-request); it returns nothing.
Not exposed: as an RPC it would count its own request twice.
Errors: PT401 core.token_revoked, PT429 core.rate_limited, PT405 core.post_only, PT405
core.must_be_volatile.
Budget: 5 ms.
$$;
