-- Proves functions/core/webhooks/revoke_webhook_source.sql.
begin;
select plan(5);

-- Given: a source whose secret was rotated, another source, and a signed call.
select tests.set_clock('2030-01-01 00:00+00');
select core.register_webhook_source('t-calls', null)::text;
select core.register_webhook_source('t-calls', null)::text;
select core.register_webhook_source('t-others', null)::text;
create temporary table given as
select core.sign_message('t-calls', 'm1', 'x') as headers;

set local role service_role;
select is(
    core.revoke_webhook_source('t-calls'), 2, 'both secrets end, also the one in use'
);
select is(core.revoke_webhook_source('t-calls'), 0, 'once');
reset role;
select throws_ok(
    $$ select core.admit_message('t-calls', (select headers from given), 'x') $$,
    'PT401', 'core.webhook_refused', 'what was signed with it is refused at once'
);
select is(
    cardinality(core._list_active_webhook_secrets(null, 't-others')), 1,
    'another source keeps its secret'
);
select core.register_webhook_source('t-calls', null)::text;
select is(
    cardinality(core._list_active_webhook_secrets(null, 't-calls')), 1,
    'a new secret does not bring the old ones back'
);

select * from finish();
rollback;
