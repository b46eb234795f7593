-- Proves functions/core/register_webhook_source.sql.
begin;
select plan(8);

-- Given: the service role.
select tests.set_clock('2030-01-01 00:00+00');
set local role service_role;
create temporary table told as
select core.register_webhook_source('pms', 'commerce.take_change') as answer;
select matches(
    (select answer ->> 'secret' from told), '^whsec_[A-Za-z0-9+/]{43}=$',
    'a source has a secret, told once'
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
reset role;
select is(
    cardinality(core._live_webhook_secrets(null, 'pms')), 2,
    'the old secret is still taken for a while'
);
select function_privs_are(
    'core', 'register_webhook_source', array['text', 'text', 'text', 'text'],
    'authenticated', '{}'::text[],
    'no user makes a source'
);

select * from finish();
rollback;
