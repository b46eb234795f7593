-- Proves functions/concerts/feeds/admit_sync_call.sql.
begin;
select plan(13);

-- Given: two callers, each with a secret.
select tests.set_clock('2030-01-01 00:00+00');
select core.register_webhook_source(t.name, null)::text
from (values ('concerts.sync'), ('concerts.sync.github')) as t (name);
create function tests.call_sync(
    p_id text,
    p_body text,
    p_signer text default 'concerts.sync',
    p_caller text default ''
) returns jsonb
    language sql security definer
as $$
    select concerts.admit_sync_call(
        p_caller, core.sign_message(p_signer, p_id, p_body), p_body
    )
$$;
select is(
    tests.call_sync('c1', '{"feed": "spotify"}'),
    '{"feed": "spotify", "is_full": false, "waits": true, "seconds": 50}',
    'a signed call is let through'
);
select throws_ok(
    $$ select tests.call_sync('c1', '{"feed": "spotify"}') $$,
    'PT409', 'core.message_repeated', 'once'
);
select is(
    tests.call_sync(
        'c2', '{"feed": "ticketmaster", "full": true, "wait": false, "seconds": 5}'
    ),
    '{"feed": "ticketmaster", "is_full": true, "waits": false, "seconds": 5}',
    'it says what is read, and for how long'
);
select is(
    tests.call_sync('c3', '{"feed": "spotify", "seconds": 5000}') ->> 'seconds', '50',
    'but not for longer than the setting says'
);
select is(
    tests.call_sync(
        'c1', '{"feed": "spotify"}', 'concerts.sync.github', 'github'
    ) ->> 'feed',
    'spotify',
    'another caller has ids and a secret of its own'
);
select throws_ok(
    format('select tests.call_sync(%L, %L, %L, %L)', 'c4', t.body, t.signer, t.caller),
    t.code, t.key,
    format('%s signed by %s as %L is refused', t.body, t.signer, t.caller)
)
from (
    values
    (
        '{"feed": "spotify"}', 'concerts.sync.github', '', 'PT401',
        'core.webhook_refused'
    ),
    ('{"feed": "spotify"}', 'concerts.sync', 'no', 'PT401', 'core.webhook_refused'),
    ('{"feed": "lastfm"}', 'concerts.sync', '', 'PT404', 'concerts.unknown_feed'),
    ('{"seconds": 1}', 'concerts.sync', '', 'PT404', 'concerts.unknown_feed'),
    ('[]', 'concerts.sync', '', 'PT422', 'core.invalid_argument'),
    (
        '{"feed": "spotify", "seconds": -1}', 'concerts.sync', '', 'PT422',
        'core.invalid_argument'
    )
) as t (body, signer, caller, code, key);
select core.revoke_webhook_source('concerts.sync')::text;
select throws_ok(
    $$ select tests.call_sync('c5', '{"feed": "spotify"}') $$,
    'PT401', 'core.webhook_refused', 'a revoked secret signs nothing any more'
);
select throws_ok(
    $$ select concerts.admit_sync_call('', '{}', repeat('x', 1048577)) $$,
    'PT413', 'core.webhook_too_large', 'a body has an end'
);

select * from finish();
rollback;
