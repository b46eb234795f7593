-- Proves functions/core/webhooks/admit_message.sql.
begin;
select plan(6);

-- Given: a source without a job kind, and a call that it signed.
select tests.set_clock('2030-01-01 00:00+00');
select core.register_webhook_source('t-calls', null)::text;
create temporary table given as
select
    core.sign_message('t-calls', 'm1', 'x') as headers,
    core.sign_message('t-calls', 'm2', 'x') as others;

select isnt(
    core.admit_message('t-calls', (select headers from given), 'x'), null,
    'a signed call is let through'
);
select throws_ok(
    $$ select core.admit_message('t-calls', (select headers from given), 'x') $$,
    'PT409', 'core.message_repeated', 'once'
);
select throws_ok(
    $$ select core.admit_message('t-calls', (select others from given), 'y') $$,
    'PT401', 'core.webhook_refused', 'a forged one is refused'
);
select throws_ok(
    $$ select core.receive_webhook('t-calls', (select others from given), 'x') $$,
    'PT401', 'core.webhook_refused', 'where no job takes messages, none is received'
);
select tests.set_clock('2030-01-01 00:05:01+00');
select throws_ok(
    $$ select core.admit_message('t-calls', (select others from given), 'x') $$,
    'PT401', 'core.webhook_refused', 'an old one is refused'
);
select is_empty(
    $$ select r.rolname
       from (values ('anon'), ('authenticated'), ('service_role')) as r (rolname)
       where has_function_privilege(
           r.rolname, 'core.admit_message(text, jsonb, text)', 'execute'
       ) $$,
    'no role calls it'
);

select * from finish();
rollback;
