-- Proves functions/core/webhooks/_is_public_address.sql.
begin;
select plan(9);

select is(core._is_public_address(t.address), t.is_public, format('%s', t.address))
from (
    values
    (inet '8.8.8.8', true), (inet '10.0.0.1', false), (inet '255.255.255.255', false),
    (inet '2606:4700::1111', true), (inet '3fff::1', false), (inet '::1', false),
    (inet '::ffff:8.8.8.8', false), (inet '64:ff9b::808:808', false),
    (inet '5f00::1', false)
) as t (address, is_public);

select * from finish();
rollback;
