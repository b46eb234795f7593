-- Proves functions/core/webhooks/register_webhook_source.sql.
begin;
select plan(13);

-- Given: kinds of jobs, and the service role.
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('commerce.take_change', 'python', 3, 10, 'A test''s.'),
    ('a.b', 'python', 3, 10, 'A test''s.');
select tests.set_clock('2030-01-01 00:00+00');
set local role service_role;
create temporary table told as
select core.register_webhook_source('pms', 'commerce.take_change') as answer;
select matches(
    (select answer ->> 'secret' from told), '^whsec_[A-Za-z0-9+/]{43}=$',
    'a source has a secret, returned once'
);
select is(
    core.register_webhook_source(
        'pms', 'commerce.take_change', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    ) ->> 'secret',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'a secret that the sender chose is taken'
);
select is(
    tests.refusal(
        format('select core.register_webhook_source(%L, %L, %L)', 'x', 'a.b', t.secret)
    )
    ->> 'key',
    'core.invalid_argument',
    format('%L is no secret', t.secret)
)
from (values ('short'), ('whsec_YQ=='), ('whsec_!!!!'), ('')) as t (secret);
select is(
    tests.refusal(
        format(
            'select core.register_webhook_source(%L, %L, null, %L)',
            t.name, t.kind, t.prefix
        )
    )
    ->> 'key',
    t.key,
    format('%L, %L, %L is refused', t.name, t.kind, t.prefix)
)
from (
    values
    ('x', 'no.such', 'webhook', 'core.unknown_job_kind'),
    ('X', 'a.b', 'webhook', 'core.invalid_argument'),
    (null, 'a.b', 'webhook', 'core.invalid_argument'),
    ('x', 'a.b', null, 'core.invalid_argument')
) as t (name, kind, prefix, key);
select is(
    core.register_webhook_source('calls', null) ->> 'source', 'calls',
    'a source may have no job: a module takes its messages'
);
reset role;
select is(
    cardinality(core._list_active_webhook_secrets(null, 'pms')), 2,
    'the old secret is still taken for a while'
);
select function_privs_are(
    'core', 'register_webhook_source', array['text', 'text', 'text', 'text'],
    'authenticated', '{}'::text[],
    'no user makes a source'
);

select * from finish();
rollback;
