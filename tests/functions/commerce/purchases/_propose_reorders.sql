-- Proves functions/commerce/purchases/_propose_reorders.sql.
begin;
select plan(12);

-- Given: SHIRT-S is missing at MAIN, MUG at SHOP, within the limit of its vendor.
select tests.set_clock('2026-06-01 12:00+00');
select tests.small_purchases();
create view pg_temp.proposed as
select
    v.sku,
    p.quantity,
    p.status,
    p.decided_by is not null as is_decided
from commerce.reorder_proposals as p
inner join commerce.variants as v on p.variant_id = v.id
order by p.id;

select is(
    tests.propose('MAIN'), '{"written": 1, "withdrawn": 0, "approved": 0}',
    'what is needed is proposed'
);
select results_eq(
    $$ select * from pg_temp.proposed $$,
    $$ values ('SHIRT-S', 48, 'open', false) $$, 'and nothing else'
);
select is(
    tests.propose('MAIN'), '{"written": 0, "withdrawn": 0, "approved": 0}',
    'once, as long as the need is the same'
);
update commerce.stock_levels set on_hand = 12
where on_hand = 10;
update commerce.reorder_rules set maximum = 46
where pack_size = 12;
select is(
    tests.propose('MAIN') ->> 'written', '1', 'a need that changes changes the proposal'
);
update commerce.stock_levels set on_hand = 30
where on_hand = 12;
select is(
    tests.propose('MAIN') ->> 'withdrawn', '1', 'one that has gone ends it'
);
update commerce.stock_levels set on_hand = 12
where on_hand = 30;
select tests.propose('MAIN')::text;
select results_eq(
    $$ select * from pg_temp.proposed $$,
    $$ values ('SHIRT-S', 36, 'dismissed', false), ('SHIRT-S', 36, 'open', false) $$,
    'and may come again'
);

-- When: a person dismisses it.
update commerce.reorder_proposals
set status = 'dismissed', decided_at = core.now(), decided_by = tests.user('bob')
where status = 'open';
select is(tests.propose('MAIN') ->> 'written', '0', 'what a person dismissed rests');
update commerce.reorder_rules set maximum = 60
where pack_size = 12;
select is(tests.propose('MAIN') ->> 'written', '1', 'unless more is needed');
update commerce.reorder_rules set maximum = 46
where pack_size = 12;
select tests.propose('MAIN')::text;
select tests.set_clock('2026-06-08 12:00+00');
select is(tests.propose('MAIN') ->> 'written', '1', 'and for a week');

select is(
    tests.propose('SHOP') ->> 'approved', '1',
    'what costs no more than the limit of its vendor is approved'
);
select results_eq(
    $$ select o.status, o.total_minor, o.created_by
       from commerce.purchase_orders as o $$,
    $$ values ('draft', 5600::bigint, null::uuid) $$, 'by no person'
);
select is(
    tests.propose('SHOP'), '{"written": 0, "withdrawn": 0, "approved": 0}',
    'and counts as bought'
);

select * from finish();
rollback;
