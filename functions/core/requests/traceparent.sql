-- core.traceparent: the trace that the current request or job belongs to.
--
-- W3C Trace Context, version 00. All-zero ids mean "no trace" there and are refused.

create or replace function core.traceparent()
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_trace text := coalesce(
        core.request_header('traceparent'), current_setting('rowhouse.traceparent', true)
    );
begin
    if
        v_trace ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$'
        and v_trace !~ '^00-(0{32}|[0-9a-f]{32}-0{16})-'
    then
        return v_trace;
    end if;

    return null;
end;
$$;

grant execute on function core.traceparent()
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.traceparent() is
$$The valid `traceparent` header of the request, or the one set by a worker; else null.

A worker carries a trace on by setting `rowhouse.traceparent` for its transaction.
$$;
