-- core._request_rpc: the RPC that the current HTTP request calls.
--
-- PostgREST passes the path on as it was sent and routes on the decoded one, so rules
-- by RPC name have to decode it here: `/rpc/%72evoke_token` is `revoke_token`. Paths
-- that PostgREST would not route are read generously, since they do not get here: extra
-- slashes, a query, the prefix of a gateway. The URL parser of @supabase/lite drops a
-- fragment and reads a backslash as a slash, so both are read like that here. A name
-- has at most 63 bytes; a path longer than one with every byte encoded names no RPC.

create or replace function core._request_rpc()
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_path constant text := regexp_replace(
        coalesce(current_setting('request.path', true), ''), '[?#].*$', ''
    );
    v_segments text[];
begin
    if length(v_path) > 300 then
        return null;
    end if;

    v_segments := array(
        select core._decode_percent(s.segment)
        from regexp_split_to_table(v_path, '[/\\]+') with ordinality as s (segment, place)
        where s.segment <> ''
        order by s.place
    );
    if v_segments[:2] = array['rest', 'v1'] then
        v_segments := v_segments[3:];
    end if;

    return case
        when cardinality(v_segments) = 2 and v_segments[1] = 'rpc'
            then btrim(v_segments[2])
    end;
end;
$$;

comment on function core._request_rpc() is
$$The name in `/rpc/<name>` of the current request, decoded; null for any other path.

Also null outside a request. The RPC need not exist.
$$;
