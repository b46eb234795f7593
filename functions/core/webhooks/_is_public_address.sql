-- core._is_public_address: whether an address is the public address of one host.
--
-- By IANA's special-purpose registries for IPv4 and IPv6; IPv6 addresses other than
-- global unicast (2000::/3) are not public, and neither are those that embed an IPv4
-- address. glue has the same list, and a test compares the two.

create or replace function core._is_public_address(p_address inet)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        (family(p_address) = 4 or p_address <<= inet '2000::/3')
        and not p_address <<= any(
            array[
                '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8',
                '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24',
                '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24',
                '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15',
                '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
                '2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48',
                '3fff::/20'
            ]::inet[]
        )
$$;

comment on function core._is_public_address(inet) is
    'False for private, local, reserved, multicast, documentation and translated ones.';
