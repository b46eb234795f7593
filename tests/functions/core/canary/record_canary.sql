-- Proves functions/core/canary/record_canary.sql.
begin;
select plan(9);

-- Given: two canaries that were sent.
create temporary table given as
select
    g.n,
    core.send_canary() as nonce
from generate_series(1, 2) as g (n);
grant select on given to app_worker;
create function pg_temp.nonce(p_n integer)
    returns uuid
    language sql
    stable
    security invoker
as $$
    select g.nonce
    from given as g
    where g.n = p_n
$$;
grant execute on function pg_temp.nonce(integer) to app_worker;

set local role app_worker;
select is(
    core.record_canary(pg_temp.nonce(1), p_took_ms => 12.5),
    true, 'one that arrived is recorded'
);
select is(
    core.record_canary(pg_temp.nonce(1), p_fault => 'Too late'),
    false, 'the first outcome stays'
);
select is(
    core.record_canary(pg_temp.nonce(2), p_fault => 'Too late'),
    true, 'so is one that did not'
);
select is(
    core.record_canary(null, p_fault => repeat('x', 300)), true,
    'without a channel nothing was sent, and that is a failure'
);
select is(
    core.record_canary(gen_random_uuid(), p_took_ms => 1), false,
    'a canary that is not known, or that retention deleted, changes nothing'
);
select is(
    tests.refusal($$ select core.record_canary(null, 5) $$) ->> 'key',
    'core.invalid_argument', 'nothing arrives that was not sent'
);
select is(
    tests.refusal(
        $$ select core.record_canary(gen_random_uuid(), -1) $$
    ) ->> 'key',
    'core.invalid_argument', 'no time is below zero'
);
select is(
    tests.refusal(
        $$ select core.record_canary(gen_random_uuid(), 1, 'Late') $$
    ) ->> 'key',
    'core.invalid_argument', 'there is one outcome'
);
reset role;
select results_eq(
    $$ select status, took_ms, left(fault, 8), length(fault)
       from core.canaries order by id $$,
    $$ values ('arrived', 12.5, null, null), ('failed', null, 'Too late', 8),
              ('failed', null, 'xxxxxxxx', 200) $$,
    'each row has its outcome, and a short fault'
);

select * from finish();
rollback;
