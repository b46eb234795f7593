-- core._client_address: who sent the request, by the word of the last trusted hop.
--
-- Each proxy appends the address of its own peer to X-Forwarded-For; whatever stands
-- further left was written by the client. So the list is read from the right, as many
-- entries as there are proxies of ours (core.trusted_proxies). A list that is shorter
-- never passed the outer ones: its leftmost entry is then the word of a hop of ours.
-- A whole IPv6 /64 belongs to one subscriber and counts as one address.

create or replace function core._client_address()
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_hops constant text[] := regexp_split_to_array(
        btrim(coalesce(core.request_header('x-forwarded-for'), '')), '\s*,\s*'
    );
    v_trusted constant integer := (core.setting('core.trusted_proxies'))::integer;
    v_hop text;
    v_address inet;
begin
    if v_trusted < 1 then
        return 'unknown';
    end if;

    v_hop := v_hops[greatest(1, cardinality(v_hops) - v_trusted + 1)];
    -- A port, as some proxies write it: 192.0.2.1:4711, [2001:db8::1]:4711.
    v_hop := regexp_replace(v_hop, '^\[(.*)\](:\d+)?$|^([\d.]+):\d+$', '\1\3');
    v_hop := regexp_replace(v_hop, '^::ffff:(?=\d+\.)', '', 'i');
    if v_hop = '' or v_hop ~ '/' then
        return 'unknown';
    end if;

    v_address := v_hop::inet;
    return case family(v_address)
        when 6 then network(set_masklen(v_address, 64))::text
        else host(v_address)
    end;
exception
    when data_exception then
        return 'unknown';
end;
$$;

comment on function core._client_address() is
$$The address that the last trusted proxy saw; an IPv6 address as its /64 network.

`unknown` without a trusted proxy, without the header, and when it holds no address:
all such callers share one limit.
$$;
