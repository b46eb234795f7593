-- core._client_address: the sender of the request, according to the last trusted proxy.
--
-- Each proxy appends the address of its peer to X-Forwarded-For; entries further left
-- were written by the client. So the list is read from the right, as many entries as
-- there are trusted proxies (core.trusted_proxies). A shorter list did not pass the
-- outer ones; its leftmost entry was then written by a trusted proxy. A whole IPv6 /64
-- belongs to one subscriber and counts as one address. An IPv6 address that contains an
-- IPv4 address counts as that one, however it is written: by its /64, all of IPv4 would
-- be one caller, and a 6to4 site would be 65,536.

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
    v_bytes bytea;
    v_at integer;
begin
    if v_trusted < 1 then
        return 'unknown';
    end if;

    v_hop := v_hops[greatest(1, cardinality(v_hops) - v_trusted + 1)];
    -- A port, as some proxies write it: 192.0.2.1:4711, [2001:db8::1]:4711.
    v_hop := regexp_replace(v_hop, '^\[(.*)\](:\d+)?$|^([\d.]+):\d+$', '\1\3');
    -- The zone of a link-local address names an interface of the proxy.
    v_hop := regexp_replace(v_hop, '^([0-9a-f:.]+)%\w+$', '\1', 'i');
    if v_hop = '' or v_hop ~ '/' then
        return 'unknown';
    end if;

    v_address := v_hop::inet;
    if family(v_address) = 4 then
        return host(v_address);
    end if;

    v_at := case
        -- IPv4-mapped; IPv4-translated; NAT64.
        when
            v_address << '::ffff:0:0/96'
            or v_address << '::ffff:0:0:0/96'
            or v_address << '64:ff9b::/96'
            then 12
        -- 6to4.
        when v_address << '2002::/16' then 2
    end;
    if v_at is null then
        return network(set_masklen(v_address, 64))::text;
    end if;

    -- The first four bytes are the kind of address.
    v_bytes := substr(inet_send(v_address), 5);
    return format(
        '%s.%s.%s.%s',
        get_byte(v_bytes, v_at),
        get_byte(v_bytes, v_at + 1),
        get_byte(v_bytes, v_at + 2),
        get_byte(v_bytes, v_at + 3)
    );
exception
    when data_exception then
        return 'unknown';
end;
$$;

comment on function core._client_address() is
$$The address that the last trusted proxy saw; an IPv6 address as its /64 network.

An IPv6 address that carries an IPv4 one (mapped, translated, NAT64, 6to4) is that.
`unknown` without a trusted proxy, without the header, and when it holds no address:
all such callers share one limit.
$$;
