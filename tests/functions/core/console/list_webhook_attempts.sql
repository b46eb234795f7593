-- Proves functions/core/console/list_webhook_attempts.sql.
begin;
select plan(4);

-- Given: a delivery of ada's with two attempts.
create temporary table given as
select tests.make_delivery(tests.make_webhook('ada'), 1) as id;
grant select on given to authenticated;
insert into core.webhook_attempts (
    delivery_id, number, started_at, finished_at, outcome, status_code, latency_ms
)
select
    g.id,
    t.n,
    now() as started_at,
    now() as finished_at,
    'unavailable' as outcome,
    500 + t.n as status_code,
    10 * t.n as latency_ms
from given as g, generate_series(1, 2) as t (n);

select tests.login_as(tests.user('eve'), 'admin');
select results_eq(
    $$ select
           (i ->> 'number')::int, (i ->> 'status_code')::int,
           (i ->> 'latency_ms')::int
       from given as g, jsonb_array_elements(
           core.list_webhook_attempts(g.id) -> 'items'
       ) with ordinality as t (i, n)
       order by n $$,
    $$ values (2, 502, 20), (1, 501, 10) $$,
    'every attempt is listed, the newest first'
);
select is(
    (
        select core.list_webhook_attempts(
            g.id, core.list_webhook_attempts(g.id, null, 1) ->> 'next'
        ) #>> '{items,0,number}'
        from given as g
    ),
    '1', 'the cursor leads to the rest'
);
select is(
    tests.refusal('select core.list_webhook_attempts(-1)') ->> 'key',
    'core.webhook_delivery_not_found', 'a delivery that is not there is refused'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.list_webhook_attempts(1) $$) ->> 'key',
    'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
