-- Proves functions/core/webhooks/_lock_webhook.sql.
begin;
select plan(3);

-- Given: ada has an endpoint.
create temporary table given as
select tests.make_webhook('ada') as id;

select
    set_config(
        'request.jwt.claims', jsonb_build_object('sub', tests.user('ada'))::text, true
    );
select is(
    (core._lock_webhook((select id from given))).id, (select id from given),
    'an owner gets the endpoint'
);
select
    set_config(
        'request.jwt.claims', jsonb_build_object('sub', tests.user('eve'))::text, true
    );
select is(
    tests.refusal(format('select core._lock_webhook(%L)', (select id from given)))
    ->> 'code',
    'PT404',
    'another user''s endpoint does not exist'
);
select set_config('request.jwt.claims', '{"role": "authenticated"}', true);
select is(
    tests.refusal(format('select core._lock_webhook(%L)', (select id from given)))
    ->> 'key',
    'core.webhook_not_found',
    'a caller without a user owns nothing'
);

select * from finish();
rollback;
