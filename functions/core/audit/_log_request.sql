-- core._log_request: log the current request if its RPC is guarded.

create or replace function core._log_request()
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rpc constant text := core._request_rpc();
begin
    if v_rpc is not null and core.setting('core.access_log.rpcs') ? v_rpc then
        perform core.log_access('rpc:' || v_rpc);
    end if;
end;
$$;

comment on function core._log_request() is
$$Log the request if the setting core.access_log.rpcs names its RPC.

Errors: PT405 core.post_only, PT405 core.must_be_volatile if it is read-only.
$$;
