-- Proves sql/seeds/core/invariants_hooks.sql.
begin;
select plan(5);

-- Given: a delivery that arrived.
create temporary table given as
select tests.make_webhook('ada') as id;
select tests.make_delivery((select id from given), 1)::text;
select core.finish_webhook(c.delivery_id, c.lease, 200, null, 1)
from core.claim_webhooks(gen_random_uuid(), 1) as c;

-- Break something, ask, and take it back.
create function pg_temp.broken_after(variadic p_damages text[])
    returns text[]
    language plpgsql
as $$
declare
    v_damage text;
    v_broken text[];
begin
    foreach v_damage in array p_damages loop
        execute v_damage;
    end loop;
    v_broken := array(
        select i.name
        from core.invariants as i
        where
            i.name like 'core.webhook%'
            and (select r.violations from core.run_invariant(i.name) as r) > 0
    );
    raise exception 'undo';
exception
    when raise_exception then
        return v_broken;
end;
$$;

select is(
    pg_temp.broken_after('select'), '{}'::text[],
    'what the functions made breaks no rule'
);
select is(
    pg_temp.broken_after('delete from core.webhook_circuits where true'),
    '{core.webhook_endpoints_complete}'::text[],
    'an endpoint without a circuit is found'
);
select is(
    pg_temp.broken_after(
        $$ update core.webhook_attempts set outcome = 'failed' where true $$
    ),
    '{core.webhook_deliveries_proven}'::text[],
    'a delivery that no attempt proves is found'
);
select is(
    pg_temp.broken_after('update core.webhook_deliveries set lease = 7 where true'),
    '{core.webhook_attempts_numbered}'::text[],
    'an attempt that is missing is found'
);
select is(
    pg_temp.broken_after(
        'select tests.make_delivery((select id from given), 2)',
        'select core.claim_webhooks(gen_random_uuid(), 1)',
        $$ select tests.set_clock(now() + interval '2 days') $$
    ),
    '{core.webhook_leases_rescued}'::text[],
    'a lease that nobody rescues is found'
);

select * from finish();
rollback;
