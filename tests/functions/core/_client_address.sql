-- Proves functions/core/_client_address.sql.
begin;
select plan(3);

-- Given: headers, and how many proxies of ours stand before us.
create function pg_temp.address(p_proxies integer, p_forwarded text) returns text
    language plpgsql as $$
begin
    update core.settings set value = to_jsonb(p_proxies)
    where name = 'core.trusted_proxies';
    perform set_config(
        'request.headers',
        jsonb_strip_nulls(jsonb_build_object('x-forwarded-for', p_forwarded))::text,
        true
    );
    return core._client_address();
end;
$$;

select results_eq(
    $$ select c.proxies, c.forwarded, pg_temp.address(c.proxies, c.forwarded)
       from (values
           (1, '203.0.113.9'), (1, '1.1.1.1, 203.0.113.9'), (2, '1.1.1.1, 203.0.113.9'),
           (2, '6.6.6.6, 1.1.1.1, 203.0.113.9'), (3, '203.0.113.9'),
           (1, '6.6.6.6,203.0.113.9:4711'), (1, '  203.0.113.9  ')
       ) as c (proxies, forwarded) $$,
    $$ values
        (1, '203.0.113.9', '203.0.113.9'),
        (1, '1.1.1.1, 203.0.113.9', '203.0.113.9'),
        (2, '1.1.1.1, 203.0.113.9', '1.1.1.1'),
        (2, '6.6.6.6, 1.1.1.1, 203.0.113.9', '1.1.1.1'),
        (3, '203.0.113.9', '203.0.113.9'),
        (1, '6.6.6.6,203.0.113.9:4711', '203.0.113.9'),
        (1, '  203.0.113.9  ', '203.0.113.9') $$,
    'the address is the one that the last trusted hop wrote, counted from the right'
);
select results_eq(
    $$ select pg_temp.address(1, c.forwarded)
       from (values
           ('2001:db8:1:2:3:4:5:6'), ('[2001:db8:1:2:ffff::1]:443'),
           ('::ffff:203.0.113.9')
       ) as c (forwarded) $$,
    $$ values ('2001:db8:1:2::/64'), ('2001:db8:1:2::/64'), ('203.0.113.9') $$,
    'a /64 is one subscriber, and a mapped address is the IPv4 one'
);
select results_eq(
    $$ select distinct pg_temp.address(c.proxies, c.forwarded)
       from (values
           (0, '203.0.113.9'), (1, null), (1, ''), (1, 'unknown'), (1, '10.0.0.0/8'),
           (1, '203.0.113.9, '), (1, '::1::2'), (1, '999.1.1.1'), (1, 'fe80::1%eth0')
       ) as c (proxies, forwarded) $$,
    $$ values ('unknown') $$,
    'what is no address, or nobody''s word, is unknown'
);

select * from finish();
rollback;
