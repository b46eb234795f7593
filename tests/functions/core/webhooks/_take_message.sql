-- Proves functions/core/webhooks/_take_message.sql.
begin;
select plan(4);

-- Given: a source; receive_webhook's test refuses what is forged.
select tests.set_clock('2030-01-01 00:00+00');
select core.register_webhook_source('t-calls', null)::text;
create temporary table given as
select core.sign_message('t-calls', 'm1', 'x') as headers;

create temporary table got as
select t.*
from core._take_message('t-calls', (select headers from given), 'x') as t;
select ok((select g.is_new from got as g), 'a genuine message is new');
select results_eq(
    $$ select t.*
       from core._take_message('t-calls', (select headers from given), 'x') as t $$,
    $$ select g.receipt_id, false from got as g $$,
    'its repeat has the same receipt'
);
select throws_ok(
    $$ select core._take_message('t-calls', (select headers from given), 'y') $$,
    'PT401', 'core.webhook_refused', 'another body is refused'
);
select is_empty(
    $$ select r.rolname
       from (values ('anon'), ('authenticated'), ('service_role')) as r (rolname)
       where has_function_privilege(
           r.rolname, 'core._take_message(text, jsonb, text)', 'execute'
       ) $$,
    'no role calls it'
);

select * from finish();
rollback;
