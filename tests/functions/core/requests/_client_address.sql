-- Proves functions/core/requests/_client_address.sql.
begin;
select plan(4);

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
    $$ select c.forwarded, pg_temp.address(1, c.forwarded)
       from (values
           ('::ffff:cb00:7107', 1), ('::FFFF:203.0.113.7', 2),
           ('0:0:0:0:0:ffff:cb00:7107', 3), ('[::ffff:cb00:7107]:443', 4),
           ('::ffff:cb00:7107%eth0', 5), ('::ffff:0:203.0.113.7', 6),
           ('64:ff9b::cb00:7107', 7), ('64:ff9b::203.0.113.7', 8),
           ('2002:cb00:7107::1', 9), ('2002:cb00:7107:ffff::1', 10),
           ('::ffff:cb00:7108', 11), ('::fffe:cb00:7107', 12),
           ('fe80::1%eth0', 13), ('[2001:db8:1:2::1%25en0]', 14), ('::1', 15)
       ) as c (forwarded, place) order by c.place $$,
    $$ values
        ('::ffff:cb00:7107', '203.0.113.7'), ('::FFFF:203.0.113.7', '203.0.113.7'),
        ('0:0:0:0:0:ffff:cb00:7107', '203.0.113.7'),
        ('[::ffff:cb00:7107]:443', '203.0.113.7'),
        ('::ffff:cb00:7107%eth0', '203.0.113.7'),
        ('::ffff:0:203.0.113.7', '203.0.113.7'),
        ('64:ff9b::cb00:7107', '203.0.113.7'),
        ('64:ff9b::203.0.113.7', '203.0.113.7'),
        ('2002:cb00:7107::1', '203.0.113.7'),
        ('2002:cb00:7107:ffff::1', '203.0.113.7'),
        ('::ffff:cb00:7108', '203.0.113.8'), ('::fffe:cb00:7107', '::/64'),
        ('fe80::1%eth0', 'fe80::/64'), ('[2001:db8:1:2::1%25en0]', '2001:db8:1:2::/64'),
        ('::1', '::/64') $$,
    'an address that carries an IPv4 one is that, in whatever notation'
);
select results_eq(
    $$ select distinct pg_temp.address(c.proxies, c.forwarded)
       from (values
           (0, '203.0.113.9'), (1, null), (1, ''), (1, 'unknown'), (1, '10.0.0.0/8'),
           (1, '203.0.113.9, '), (1, '::1::2'), (1, '999.1.1.1'), (1, '%eth0'),
           (1, '[]:80'), (1, '[203.0.113.9'), (1, '203.0.113.9:'), (1, '203.0.113'),
           (1, '"203.0.113.9"'), (1, repeat('1', 10000)), (1, '203.0.113.9 1.1.1.1')
       ) as c (proxies, forwarded) $$,
    $$ values ('unknown') $$,
    'an invalid address, or an untrusted one, is unknown'
);

select * from finish();
rollback;
