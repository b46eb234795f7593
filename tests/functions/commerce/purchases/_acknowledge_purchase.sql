-- Proves functions/commerce/purchases/_acknowledge_purchase.sql.
begin;
select plan(7);

-- Given: an order that was sent.
select tests.set_clock('2026-06-01 12:00+00');
select tests.small_purchases();
select tests.purchase()::text;
create function pg_temp.acknowledge(p_reference text) returns text
    language sql as $$
    select commerce._acknowledge_purchase(o, p_reference)::text
    from commerce.purchase_orders as o;
$$;
create view pg_temp.seen as
select
    o.status,
    o.vendor_reference,
    o.acknowledged_at
from commerce.purchase_orders as o;

select pg_temp.acknowledge('A-1');
select results_eq(
    $$ select * from pg_temp.seen $$,
    $$ values ('acknowledged', 'A-1', timestamptz '2026-06-01 12:00+00') $$,
    'an order is acknowledged'
);
select tests.set_clock('2026-06-02 12:00+00');
select pg_temp.acknowledge('A-2');
select results_eq(
    $$ select * from pg_temp.seen $$,
    $$ values ('acknowledged', 'A-1', timestamptz '2026-06-01 12:00+00') $$,
    'once'
);
select is(
    (select count(*) from core.events as e
     where e.type = 'commerce.purchase.acknowledged'),
    1::bigint, 'also for who follows it'
);

-- When: it had failed, for all that was known.
update commerce.purchase_orders
set status = 'failed', fault = 'timeout', acknowledged_at = null;
select pg_temp.acknowledge('A-3');
select results_eq(
    $$ select s.status, s.vendor_reference from pg_temp.seen as s $$,
    $$ values ('acknowledged', 'A-3') $$, 'an answer that came late counts'
);
select is_empty(
    $$ select n.user_id from core.notifications as n $$, 'and is no trouble'
);

-- When: it was cancelled meanwhile.
update commerce.purchase_orders
set status = 'cancelled', closed_at = now(), acknowledged_at = null;
select pg_temp.acknowledge('A-4');
select results_eq(
    $$ select s.status, s.vendor_reference from pg_temp.seen as s $$,
    $$ values ('cancelled', 'A-4') $$, 'a cancelled order stays so'
);
select is(
    (select n.kind from core.notifications as n), 'commerce.purchase.acknowledged',
    'but the vendor delivers, and who ordered is told'
);

select * from finish();
rollback;
