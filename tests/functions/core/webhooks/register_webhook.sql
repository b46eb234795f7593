-- Proves functions/core/webhooks/register_webhook.sql.
begin;
select plan(7);

-- Given: one endpoint is the most that there may be.
update core.settings set value = '1'
where name = 'core.webhook_max_endpoints';

select tests.login_as(tests.user('ada'), 'buyer');
create temporary table told as
select
    core.register_webhook('https://example.com/hook', '{commerce.*}', 'Orders.')
        as answer;
select matches(
    (select answer ->> 'secret' from told), '^whsec_[A-Za-z0-9+/]{43}=$',
    'the secret is returned'
);
select results_eq(
    $$ select e.owner_id, e.app_roles, e.status, e.event_types, c.state
       from core.webhook_endpoints as e
       inner join core.webhook_circuits as c on c.endpoint_id = e.id
       inner join told as t on e.id = (t.answer ->> 'id')::uuid $$,
    $$ values (
        tests.user('ada'), '{buyer}'::text[], 'active', '{commerce.*}'::text[], 'closed'
    ) $$,
    'the endpoint is the caller''s, with the caller''s roles, and active'
);
select is(
    tests.refusal($$ select core.register_webhook('https://example.com', '{{a,b}}') $$)
    ->> 'key',
    'core.invalid_argument',
    'event types are a list of one dimension'
);
select is(
    tests.refusal($$ select core.register_webhook('https://example.com', '{*}') $$)
    ->> 'key',
    'core.too_many_webhooks',
    'a user has no more endpoints than the setting says'
);
select is(
    tests.refusal($$ select core.register_webhook('file:///etc/passwd', '{*}') $$)
    ->> 'key',
    'core.invalid_webhook_url',
    'a URL that cannot be sent to is refused'
);
select set_config('request.jwt.claims', '{"role": "authenticated"}', true);
select is(
    tests.refusal($$ select core.register_webhook('https://example.com', '{*}') $$)
    ->> 'key',
    'core.not_permitted',
    'a caller without a user cannot register'
);
set local role anon;
select throws_ok(
    $$ select core.register_webhook('https://example.com', '{*}') $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
