-- Proves functions/commerce/purchases/_order_proposal.sql.
begin;
select plan(7);

-- Given: a vendor who takes orders on Sundays, on a Monday.
select tests.set_clock('2026-06-01 12:00+00');
select tests.small_purchases();
update commerce.vendors set approval_limit_minor = 0, order_days = '{7}';
select tests.propose('SHOP')::text;
create function pg_temp.approve(p_quantity integer) returns bigint
    language sql as $$
    select commerce._order_proposal(p, p_quantity, tests.user('bob'))
    from commerce.reorder_proposals as p where p.status = 'open';
$$;
create view pg_temp.ordered as
select
    n.line,
    n.quantity,
    n.most,
    n.unit_cost_minor,
    o.total_minor
from commerce.purchase_orders as o
inner join commerce.purchase_order_lines as n on o.id = n.purchase_order_id;

select isnt(pg_temp.approve(20), null, 'a proposal becomes a line');
select results_eq(
    $$ select * from pg_temp.ordered $$,
    $$ values (1, 20, 22, 800::bigint, 16000::bigint) $$,
    'of which a tenth more may come'
);
select results_eq(
    $$ select j.run_at, j.dedupe_key like 'purchase:%' from core.jobs as j
       where j.kind = 'commerce.send_purchase' $$,
    $$ values (timestamptz '2026-06-07 00:00+00', true) $$,
    'which is sent on the next order day of the vendor'
);

-- When: more is needed, at another cost.
update commerce.reorder_rules set unit_cost_minor = 900, minimum = 40, maximum = 50
where unit_cost_minor = 800;
select tests.propose('SHOP')::text;
select pg_temp.approve(30)::text;
select results_eq(
    $$ select * from pg_temp.ordered $$,
    $$ values (1, 50, 55, 900::bigint, 45000::bigint) $$,
    'it joins the draft, and the latest cost counts'
);
select is(
    (select count(*) from core.jobs as j
     where j.kind = 'commerce.send_purchase'),
    1::bigint, 'which is sent once'
);

-- When: the draft was sent meanwhile.
update commerce.purchase_orders set status = 'sent', sent_at = core.now();
update commerce.reorder_rules set minimum = 90, maximum = 91
where unit_cost_minor = 900;
select tests.propose('SHOP')::text;
select pg_temp.approve(5)::text;
select results_eq(
    $$ select o.status, o.total_minor
       from commerce.purchase_orders as o order by o.id $$,
    $$ values ('sent', 45000::bigint), ('draft', 4500::bigint) $$,
    'what was sent does not change any more'
);

-- When: the delay ends after the order day of the vendor.
update commerce.purchase_orders set status = 'sent', sent_at = core.now()
where status = 'draft';
update commerce.vendors set order_days = '{1}';
select tests.set_clock('2026-06-01 23:50+00');
update commerce.reorder_rules set minimum = 120, maximum = 121
where unit_cost_minor = 900;
select tests.propose('SHOP')::text;
select pg_temp.approve(5)::text;
select is(
    (
        select max(j.run_at) from core.jobs as j
        where j.kind = 'commerce.send_purchase'
    ),
    timestamptz '2026-06-08 00:00+00', 'the order waits for the next one'
);

select * from finish();
rollback;
