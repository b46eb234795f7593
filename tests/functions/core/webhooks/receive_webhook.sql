-- Proves functions/core/webhooks/receive_webhook.sql.
begin;
select plan(10);

-- Given: a source whose messages become jobs, a disabled one, and signed headers.
select tests.set_clock('2030-01-01 00:00+00');
insert into core.job_kinds (kind, handler, description)
values ('commerce.take_change', 'python', 'x');
select core.register_webhook_source(
    'pms', 'commerce.take_change', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
)::text;
select core.register_webhook_source(
    'svix', 'commerce.take_change', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'svix'
)::text;
select core.register_webhook_source(
    'off', 'commerce.take_change', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
)::text;
update core.webhook_sources set is_enabled = false
where name = 'off';
create function tests.signed(
    p_id text, p_body text, p_at timestamptz default '2030-01-01 00:00+00',
    p_prefix text default 'Webhook'
) returns jsonb
    language sql security definer
as $$
    select jsonb_build_object(
        p_prefix || '-Id', p_id,
        p_prefix || '-Timestamp', extract(epoch from p_at)::bigint::text,
        p_prefix || '-Signature', 'v1,b3RoZXI= ' || core._sign_webhook(
            p_id, extract(epoch from p_at)::bigint, p_body,
            '{whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}'
        )
    )
$$;

set local role service_role;
create temporary table got as
select core.receive_webhook(
    'pms', tests.signed('m1', '{"é":  1}'), '{"é":  1}'
) as answer;
select is(
    (select (answer ->> 'duplicate')::boolean from got), false,
    'a signed message is taken'
);
select results_eq(
    $$ select r.source, r.message_id, r.body, r.headers ->> 'Webhook-Id'
       from core.webhook_receipts as r
       inner join got as g on r.id = (g.answer ->> 'receipt_id')::bigint $$,
    $$ values ('pms', 'm1', '{"é":  1}', 'm1') $$,
    'it is kept as it came'
);
select results_eq(
    $$ select j.kind, j.payload - 'receipt_id' from core.jobs as j $$,
    $$ values ('commerce.take_change', '{"v": 1, "source": "pms"}'::jsonb) $$,
    'a job will process it'
);
select is(
    core.receive_webhook('pms', tests.signed('m1', '{"é":  1}'), '{"é":  1}'),
    (select answer || '{"duplicate": true}' from got),
    'a repeat of an id answers duplicate, with the same receipt'
);
select is(
    (select count(*) from core.jobs) + (select count(*) from core.webhook_receipts),
    2::bigint,
    'and does nothing'
);
select is(
    (core.receive_webhook('svix', tests.signed('m1', 'x', p_prefix => 'svix'), 'x')
    ->> 'duplicate')::boolean,
    false,
    'ids are a source''s own, and so is the prefix of its headers'
);
select results_eq(
    $$ select distinct tests.refusal(format(
           'select core.receive_webhook(%L, %L, %L)', t.source, t.headers, t.body
       ))
       from (
           values
           ('unknown', tests.signed('m2', 'x'), 'x'),
           ('off', tests.signed('m2', 'x'), 'x'),
           (null, tests.signed('m2', 'x'), 'x'),
           ('pms', tests.signed('m2', 'x'), 'y'),
           ('pms', tests.signed('m2', 'x'), null),
           ('pms', tests.signed('m2', 'x') || '{"Webhook-Id": "m3"}', 'x'),
           ('pms', tests.signed('m2', 'x') || '{"Webhook-Timestamp": "1893456001"}',
           'x'),
           ('pms', tests.signed('m2', 'x') || '{"Webhook-Timestamp": "soon"}', 'x'),
           ('pms', tests.signed('m2', 'x') || '{"Webhook-Timestamp": null}', 'x'),
           ('pms', tests.signed('m2', 'x') || '{"Webhook-Signature": "v1,"}', 'x'),
           ('pms', tests.signed('m2', 'x') - 'Webhook-Signature', 'x'),
           ('pms', tests.signed('m2', 'x') - 'Webhook-Id', 'x'),
           ('pms', tests.signed('', 'x'), 'x'),
           ('pms', tests.signed('m2', 'x', '2029-12-31 23:54:59+00'), 'x'),
           ('pms', tests.signed('m2', 'x', '2030-01-01 00:05:01+00'), 'x'),
           -- What was signed is cut elsewhere: the id takes a part of the body.
           ('pms', tests.signed('m2.1893456000.{"a":1', '}'), '}'),
           ('pms', tests.signed(e'm2\n', 'x'), 'x'),
           ('pms', tests.signed('m 2', 'x'), 'x'),
           ('pms', tests.signed('mé', 'x'), 'x'),
           ('pms', tests.signed(repeat('m', 201), 'x'), 'x'),
           -- One moment, spelled otherwise.
           ('pms', tests.signed('m2', 'x') || '{"Webhook-Timestamp": "01893456000"}',
           'x'),
           ('pms', tests.signed('m2', 'x') || '{"Webhook-Timestamp": "+1893456000"}',
           'x'),
           ('pms', tests.signed('m2', 'x') || '{"Webhook-Timestamp": " 1893456000"}',
           'x'),
           ('pms', tests.signed('m2', 'x') || '{"Webhook-Timestamp": "1893456e3"}',
           'x'),
           ('pms', tests.signed('m2', 'x') || '{"Webhook-Timestamp": 1893456000}', 'x'),
           -- A header that is there twice.
           ('pms', tests.signed('m2', 'x') || '{"webhook-id": "m3"}', 'x'),
           ('pms', tests.signed('m2', 'x') || '{"WEBHOOK-TIMESTAMP": "1"}', 'x'),
           ('pms', '{}', 'x'), ('pms', '[]', 'x'), ('pms', '7', 'x'), ('pms', null, 'x')
       ) as t (source, headers, body) $$,
    $$ values (jsonb_build_object(
        'code', 'PT401', 'key', 'core.webhook_refused',
        'detail', 'The message could not be verified.',
        'hint',
        'Sign the raw body with the secret of the source, and send the current time.'
    )) $$,
    'whatever is wrong with who sends, the refusal is one and the same'
);
select lives_ok(
    $$ select core.receive_webhook(
        'pms', tests.signed('m4', 'x', '2029-12-31 23:55:00+00'), 'x'
    ) $$,
    'five minutes are tolerated'
);
select throws_ok(
    $$ select core.receive_webhook('pms', '{}', repeat('x', 1048577)) $$,
    'PT413', 'core.webhook_too_large', 'a body has an end'
);
reset role;
select is_empty(
    $$ select r.rolname
       from (values ('anon'), ('authenticated'), ('app_worker')) as r (rolname)
       where has_function_privilege(
           r.rolname, 'core.receive_webhook(text, jsonb, text)', 'execute'
       ) $$,
    'only a server of ours hands messages in'
);

select * from finish();
rollback;
