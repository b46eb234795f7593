-- Proves functions/core/webhooks/sign_message.sql.
begin;
select plan(4);

-- Given: a source.
select tests.set_clock('2026-06-01 12:00+00');
insert into core.job_kinds (kind, handler, description)
values ('core.t_job', 'python', 'A test''s.');
select core.register_webhook_source(
    'shop', 'core.t_job', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'shop'
)::text;

select is(
    core.sign_message('shop', 'm1', '{}') - 'shop-signature',
    '{"shop-id": "m1", "shop-timestamp": "1780315200"}',
    'the headers have the prefix of the source'
);
select is(
    core.receive_webhook('shop', core.sign_message('shop', 'm1', '{}'), '{}')
    ->> 'duplicate',
    'false', 'and the signature is the one that the source would send'
);
select is(
    core.sign_message('other', 'm1', '{}'), null, 'an unknown source signs nothing'
);
select set_config('role', 'app_worker', true);
select throws_ok(
    $$ select core.sign_message('shop', 'm1', '{}') $$, '42501', null,
    'and no role may have messages signed'
);

select * from finish();
rollback;
