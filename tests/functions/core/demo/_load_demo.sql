-- Proves functions/core/demo/_load_demo.sql.
begin;
select plan(10);

-- Given: the demo.
delete from core.jobs
where true;
create temporary table made on commit drop as select core._load_demo() as answer;

select is(
    (select m.answer from made as m),
    '{"jobs": 2, "operations": 2, "deliveries": 2, "flags": 1, "is_new": true}',
    'it says what it made'
);
select results_eq(
    $$
    select j.kind, j.status, j.attempts, j.last_error
    from core.jobs as j
    where j.status <> 'ready'
    order by j.id
    $$,
    $$
    values
    ('core.refresh_view', 'dead', 3, 'PT404: core.unknown_view'),
    ('core.seal_audit', 'waiting', 0, null)
    $$,
    'one job is dead, one is scheduled'
);
select results_eq(
    $$
    select o.status, o.done, o.failed
    from core.operations as o
    where o.kind = 'core.demo'
    order by o.id
    $$,
    $$ values ('partial', 117, 3), ('succeeded', 120, 0) $$, 'two operations are done'
);
select results_eq(
    $$
    select d.status, d.last_outcome, a.number, a.outcome, a.status_code
    from core.webhook_deliveries as d
    inner join core.webhook_attempts as a on d.id = a.delivery_id
    order by d.id, a.number
    $$,
    $$
    values
    ('failed', 'refused', 1, 'unavailable', 502),
    ('failed', 'refused', 2, 'refused', 400),
    ('delivered', 'delivered', 1, 'delivered', 200)
    $$,
    'one delivery failed and was retried, one was taken'
);
select results_eq(
    $$
    select c.state, c.failing_since_at is null
    from core.webhook_circuits as c
    $$, $$ values ('closed', true) $$, 'the webhook counts as one that works'
);
select is(
    (select f.share_percent from core.feature_flags as f
where f.name = 'core.demo'),
    25.00, 'a flag is on for a share of the users'
);
select is(
    array(
        select a.check_name || ' ' || a.status
        from core.alerts as a
        where a.check_name in ('core.dead_jobs', 'core.webhook_circuits_open')
    ), '{core.dead_jobs warn}', 'the dead job is an alert, as any is'
);
select is(
    array(
        select i.name from core.invariants as i
        where i.module = 'core' and (core.run_invariant(i.name)).violations > 0
    ), '{}', 'it breaks no invariant'
);

-- What it left is done by a worker without a fault.
create function pg_temp.rest() returns text
    language plpgsql
    volatile
as $$
declare
    v_claim record;
begin
    select * into v_claim from core.claim_sql_jobs(gen_random_uuid());
    return core.run_jobs(v_claim.ids, v_claim.tokens);
end;
$$;
select is(pg_temp.rest(), '(2,0)', 'the jobs of its operations find them finished');
select is(
    (select core._load_demo() - 'jobs'),
    '{"operations": 2, "deliveries": 2, "flags": 1, "is_new": false}',
    'again it changes nothing'
);

select * from finish();
rollback;
