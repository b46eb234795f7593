-- Proves functions/concerts/feeds/call_sync.sql.
begin;
select plan(8);

select is_empty(
    'select concerts.call_sync()', 'without an address nothing is called'
);
-- Given: an address.
select tests.set_clock('2030-01-01 00:00+00');
update core.settings set value = '"https://x.example/functions/v1/sync"'
where name = 'concerts.sync_url';
select throws_ok(
    'select concerts.call_sync()',
    'PT422', 'concerts.sync_not_ready', 'without pg_net it says so'
);

-- Given: what pg_net offers.
create schema if not exists net;
create table net.posted (
    url text, body jsonb, params jsonb, headers jsonb, timeout_milliseconds integer
);
create function net.http_post(
    url text, body jsonb default '{}', params jsonb default '{}',
    headers jsonb default '{}', timeout_milliseconds integer default 5000
) returns bigint
    language sql
as $$ insert into net.posted values ($1, $2, $3, $4, $5) returning 1::bigint $$;
select throws_ok(
    'select concerts.call_sync()',
    'PT422', 'concerts.sync_not_ready', 'without a source it says so'
);
select core.register_webhook_source('concerts.sync', null)::text;
select results_eq(
    'select concerts.call_sync()', array['setlistfm', 'spotify', 'ticketmaster'],
    'the feeds that are due are called'
);
select is_empty('select concerts.call_sync()', 'once');
select results_eq(
    'select distinct p.url, p.headers ->> ''Content-Type'' from net.posted as p',
    $$ values ('https://x.example/functions/v1/sync', 'application/json') $$,
    'at the address of the setting'
);
select results_eq(
    $$ select concerts.admit_sync_call('', p.headers, p.body::text)
       from net.posted as p where p.body ->> 'feed' = 'spotify' $$,
    $$ values ('{"feed": "spotify", "is_full": false, "waits": false, "seconds": 50}'
        ::jsonb) $$,
    'what is posted is signed'
);
select core.revoke_webhook_source('concerts.sync')::text;
select tests.set_clock('2030-01-03 00:00+00');
select throws_ok(
    'select concerts.call_sync()',
    'PT422', 'concerts.sync_not_ready', 'with a revoked secret nothing is called'
);

select * from finish();
rollback;
