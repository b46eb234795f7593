-- Proves functions/core/webhooks/delete_webhook.sql.
begin;
select plan(3);

-- Given: ada's endpoint with a delivery.
create temporary table given as
select tests.make_webhook('ada') as id;
grant select on given to authenticated;
select tests.make_delivery((select id from given), 1)::text;

select tests.login_as(tests.user('eve'));
select is(
    tests.refusal(format('select core.delete_webhook(%L)', (select id from given)))
    ->> 'key',
    'core.webhook_not_found',
    'a user cannot delete another''s webhook'
);
select tests.login_as(tests.user('ada'));
select lives_ok(
    format('select core.delete_webhook(%L)', (select id from given)),
    'an owner deletes it'
);
reset role;
select is(
    (select count(*) from core.webhook_deliveries)
    + (select count(*) from core.webhook_secrets)
    + (select count(*) from core.webhook_circuits),
    0::bigint,
    'nothing of it is left'
);

select * from finish();
rollback;
