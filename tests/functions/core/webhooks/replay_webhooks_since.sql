-- Proves functions/core/webhooks/replay_webhooks_since.sql.
begin;
select plan(10);

-- Given: events before and after noon, some of a topic that only admins read.
select tests.set_clock('2030-01-01 11:00+00');
select core.emit('concerts.show.moved', 'concerts:show:1', '1', '{"v": 1}')::text;
select tests.set_clock('2030-01-01 13:00+00');
select core.emit('concerts.show.moved', 'concerts:show:2', '2', '{"v": 1}')::text;
select core.emit('core.audit.sealed', 'core:audit', '3', '{"v": 1}')::text;
select core.emit('reading.series.added', 'concerts:show:4', '4', '{"v": 1}')::text;
create temporary table given as
select tests.make_webhook('ada', 'concerts.*', 'core.*') as id;
grant select on given to authenticated;

select tests.login_as(tests.user('ada'));
select is(
    (core.replay_webhooks_since((select id from given), '2030-01-01 12:00+00')
    ->> 'queued')::int,
    1,
    'matching events since then of readable topics are queued, also if never sent'
);
reset role;
select is(
    (select d.body::jsonb #>> '{entity_id}' from core.webhook_deliveries as d), '2',
    'with what they said'
);
select tests.login_as(tests.user('ada'));
select is(
    (core.replay_webhooks_since((select id from given), '2030-01-01 12:00+00')
    ->> 'queued')::int,
    1,
    'again is again'
);
reset role;
select is(
    (select count(*) from core.webhook_deliveries), 1::bigint,
    'an event has one delivery to an endpoint'
);
update core.settings set value = '1'
where name = 'core.webhook_replay_max';
select core.emit('core.audit.sealed', 'core:audit', n::text, '{"v": 1}')::text
from generate_series(1, 4) as n;
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal(format(
        'select core.replay_webhooks_since(%L, %L)',
        (select g.id from given as g), '2030-01-01 12:00+00'
    )) ->> 'detail',
    'There are more than 5 events of its types since 2030-01-01 12:00:00+00, of all '
    'users.',
    'the search among events of others is bounded'
);
reset role;
update core.settings set value = '0'
where name = 'core.webhook_replay_max';
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal(format(
        'select core.replay_webhooks_since(%L, %L)',
        (select g.id from given as g),
        t.since
    )) ->> 'key',
    t.key,
    format('%s is refused with %s', coalesce(t.since, 'no since'), t.key)
)
from (
    values
    ('2030-01-01 12:00+00', 'core.too_much_to_replay'),
    ('2030-01-02 12:00+00', 'core.invalid_argument'),
    (null, 'core.invalid_argument')
) as t (since, key);
select tests.login_as(tests.user('eve'));
select is(
    tests.refusal(format(
        'select core.replay_webhooks_since(%L, %L)',
        (select id from given),
        '2030-01-01'
    )) ->> 'key',
    'core.webhook_not_found',
    'a user cannot replay to another''s webhook'
);
reset role;
update core.webhook_endpoints set status = 'disabled', status_reason = 'owner'
where id = (select g.id from given as g);
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal(format(
        'select core.replay_webhooks_since(%L, %L)',
        (select g.id from given as g), '2030-01-01'
    )) ->> 'key',
    'core.webhook_disabled', 'a webhook that is disabled gets nothing'
);

select * from finish();
rollback;
