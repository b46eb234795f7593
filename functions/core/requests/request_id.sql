-- core.request_id: the id of the current request in other systems.
--
-- The header is the caller's text, so only values that are safe in logs are accepted. A
-- worker, which has no request, sets `rowhouse.request_id`.

create or replace function core.request_id()
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id text := coalesce(
        core.request_header('x-request-id'), current_setting('rowhouse.request_id', true)
    );
begin
    if v_id ~ '^[A-Za-z0-9._:/+=@-]{1,128}$' then
        return v_id;
    end if;

    return null;
end;
$$;

grant execute on function core.request_id()
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.request_id() is
$$The `X-Request-Id` of the current request, or the id that a worker set; else null.

Also null if it is longer than 128 characters or has others than A-Z a-z 0-9 and
. _ : / + = @ -
$$;
