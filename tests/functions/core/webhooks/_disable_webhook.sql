-- Proves functions/core/webhooks/_disable_webhook.sql.
begin;
select plan(2);

-- Given: ada has an endpoint.
create temporary table given as
select tests.make_webhook('ada') as id;
select core._disable_webhook((select id from given), 'gone');
select core._disable_webhook((select id from given), 'failing');

select results_eq(
    $$ select e.status, e.status_reason from core.webhook_endpoints as e $$,
    $$ values ('disabled', 'gone') $$,
    'it is disabled, and the first reason stands'
);
select results_eq(
    $$ select e.topic, e.payload ->> 'reason', (e.payload ->> 'v')::int
       from core.events as e
       where e.type = 'core.webhook.disabled'
           and e.entity_id = (select g.id::text from given as g) $$,
    $$ values ('core:webhooks:' || tests.user('ada'), 'gone', 1) $$,
    'one event goes to the owner''s own topic'
);

select * from finish();
rollback;
