-- core.request_header: one header of the HTTP request of this transaction.
--
-- PostgREST puts the headers into `request.headers`, with names in lower case. If an
-- SQL session has set something other than JSON there, no header is found: facts about
-- a request must never be the reason why its work fails.

create or replace function core.request_header(p_name text)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_headers text := current_setting('request.headers', true);
begin
    if coalesce(v_headers, '') = '' then
        return null;
    end if;

    return v_headers::jsonb ->> lower(p_name);
exception
    when data_exception then
        return null;
end;
$$;

grant execute on function core.request_header(text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.request_header(text) is
$$A header of the current HTTP request, whatever the case of its name.

Null outside a request, without this header, or if the headers are not a JSON object.
$$;
