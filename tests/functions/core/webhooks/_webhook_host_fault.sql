-- Proves functions/core/webhooks/_webhook_host_fault.sql.
begin;
select plan(22);

select is(core._webhook_host_fault(t.host), null, format('%s may be sent to', t.host))
from (
    values
    ('example.com'), ('EXAMPLE.com.'), ('8.8.8.8'), ('[2606:4700::1111]'),
    ('xn--mnchen-3ya.de'), ('a_b.example.com'), ('intranet'), ('10.example.com')
) as t (host);
select matches(
    core._webhook_host_fault(t.host), t.fault, format('%L is refused', left(t.host, 30))
)
from (
    values
    ('10.0.0.1', 'not a public address'),
    ('2130706433', 'not a public address'),
    ('0x7f.1', 'not a public address'),
    ('017700000001', 'not a public address'),
    ('127.1.', 'not a public address'),
    ('LocalHost', 'not a public address'),
    ('[::1]', 'not a public address'),
    ('[::ffff:10.0.0.1]', 'not a public address'),
    ('256.1.1.1', 'not an IPv4 address'),
    ('[1::2::3]', 'not an IPv6 address'),
    ('xn--', 'not a host name'),
    ('a..b', 'not a host name'),
    (repeat('a', 64) || '.com', 'not a host name')
) as t (host, fault);
update core.settings set value = '["10.0.0.0/8"]'
where name = 'core.webhook_allowed_networks';
select is(
    core._webhook_host_fault('10.1'), null, 'an allowed network may be sent to'
);

select * from finish();
rollback;
