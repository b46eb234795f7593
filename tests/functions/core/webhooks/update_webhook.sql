-- Proves functions/core/webhooks/update_webhook.sql.
begin;
select plan(7);

-- Given: ada's endpoint was disabled as it failed, and its circuit is open.
create temporary table given as
select tests.make_webhook('ada') as id;
grant select on given to authenticated;
update core.webhook_endpoints
set status = 'disabled', status_reason = 'failing', app_roles = '{admin}'
where id = (select id from given);
update core.webhook_circuits
set state = 'open', resume_at = now(), failures = 3, failing_since_at = now()
where endpoint_id = (select id from given);

select tests.login_as(tests.user('ada'), 'buyer');
select results_eq(
    $$ select a ->> 'description', a ->> 'status', a ->> 'circuit', a ->> 'url'
       from given as g, core.update_webhook(g.id, p_description => 'New.') as a $$,
    $$ values ('New.', 'disabled', 'open', 'https://example.com/hook') $$,
    'what is not given stays as it is'
);
select results_eq(
    $$ select
           a ->> 'status', a ->> 'status_reason', a ->> 'circuit', a ->> 'failing_since'
       from given as g, core.update_webhook(g.id, p_enabled => true) as a $$,
    $$ values ('active', null, 'closed', null) $$,
    'enabling begins anew'
);
select results_eq(
    $$ select a ->> 'status', a ->> 'status_reason', (a ->> 'max_concurrency')::int
       from given as g,
           core.update_webhook(g.id, p_enabled => false, p_max_concurrency => 9) as a $$,
    $$ values ('disabled', 'owner', 9) $$,
    'an owner disables it and sets limits'
);
select results_eq(
    $$ select e.app_roles from core.webhook_endpoints as e $$,
    $$ values ('{buyer}'::text[]) $$,
    'its roles follow the token that saved it last'
);
select is(
    tests.refusal(
        format(
            'select core.update_webhook(%L, p_url => %L)', (select id from given), 'x'
        )
    ) ->> 'key',
    'core.invalid_webhook_url',
    'a bad URL is refused'
);
select is(
    tests.refusal(
        format(
            'select core.update_webhook(%L, p_max_per_second => 0)',
            (select id from given)
        )
    ) ->> 'key',
    'core.invalid_argument',
    'a limit is at least one'
);
select tests.login_as(tests.user('eve'));
select is(
    tests.refusal(format('select core.update_webhook(%L)', (select id from given)))
    ->> 'key',
    'core.webhook_not_found',
    'a user cannot change another''s webhook'
);

select * from finish();
rollback;
