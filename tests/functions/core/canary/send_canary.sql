-- Proves functions/core/canary/send_canary.sql.
begin;
select plan(4);

set local role app_worker;
create temporary table given as
select core.send_canary() as nonce;
reset role;
select results_eq(
    $$ select c.status, c.took_ms, c.fault
       from core.canaries as c inner join given as g on c.nonce = g.nonce $$,
    $$ values ('sent', null::numeric, null::text) $$,
    'a canary without an outcome is kept'
);
select results_eq(
    $$ select m.event, m.private, m.payload ->> 'nonce' = g.nonce::text
       from realtime.messages as m cross join given as g
       where m.topic = 'core:canary' $$,
    $$ values ('core.canary.sent', true, true) $$,
    'its message is private and carries the nonce'
);
select is_empty(
    $$ select from core.events where topic = 'core:canary' $$,
    'the event log has nothing of it'
);
select tests.login_as(tests.user('eve'), 'admin');
select throws_ok(
    'select core.send_canary()', '42501', null, 'no user may send one'
);

select * from finish();
rollback;
