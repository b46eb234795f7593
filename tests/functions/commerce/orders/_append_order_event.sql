-- Proves functions/commerce/orders/_append_order_event.sql.
begin;
select plan(10);

-- Given: an order of ada, and a snapshot after each second event.
select tests.set_clock('2026-06-01 12:00Z');
select tests.small_stock();
update core.settings set value = '2'
where name = 'commerce.order_snapshot_events';
create temporary table o on commit drop as select tests.place('ada') as id;

-- When: admin dora pays it.
select tests.login_as(tests.user('dora'), 'admin');
reset role;
select is(
    (
        select commerce._append_order_event(
            n, 'pay', 'paid', jsonb_build_object('amount_minor', n.total_minor)
        )
        from commerce.orders as n
        where n.id = (select o.id from o)
    ),
    jsonb_build_object('order_id', (select o.id from o), 'version', 2, 'status',
    'paid'),
    'it answers with the version and the status'
);
select results_eq(
    $$ select e.version, e.type, e.command, e.from_status, e.to_status, e.actor_id,
           e.at, e.payload ->> 'v'
       from commerce.order_events as e
       where e.order_id = (select o.id from o) and e.version = 2 $$,
    $$ values (2::bigint, 'paid', 'pay', 'placed', 'paid', tests.user('dora'),
               '2026-06-01 12:00Z'::timestamptz, '1') $$,
    'the event says who took which step, and when'
);
select is(
    (select n.state from commerce.orders as n
        where n.id = (select o.id from o)),
    commerce._fold_order((select o.id from o), p_use_snapshots => false),
    'the projection is the fold'
);
select is(
    (
        select s.state from commerce.order_snapshots as s
        where s.order_id = (select o.id from o) and s.version = 2
    ),
    commerce._fold_order((select o.id from o), p_use_snapshots => false),
    'and so is the snapshot'
);
select results_eq(
    $$ select e.type, e.entity_id, e.payload ->> 'v', e.payload ->> 'version',
           e.payload ->> 'status', e.payload ? 'ship_to'
       from core.events as e
       where e.topic = 'commerce:order:' || (select o.id from o) order by e.id $$,
    $$ select t.type, (select o.id from o)::text, '1', t.version, t.status, false
       from (
           values ('commerce.order.placed', '1', 'placed'),
               ('commerce.order.paid', '2', 'paid')
       ) as t (type, version, status) $$,
    'each event is published, without the address'
);
select is(
    (
        select array_agg(distinct n.user_id order by n.user_id)
        from core.notifications as n
        where n.kind = 'commerce.order.paid'
    ),
    array(
        select u.id from unnest(array[
            tests.user('ada'), tests.user('bob'), tests.user('cleo')
        ]) as u (id)
        order by 1
    ),
    'the customer and the staff of the locations are notified'
);
select is(
    (select tests.advance(o.id, 'pack', 'ship') from o), 'shipped', 'two more steps'
);
select results_eq(
    $$ select s.version,
           commerce._fold_order(s.order_id, 1) ->> 'status',
           commerce._fold_order(s.order_id, 3)
           = commerce._fold_order(s.order_id, 3, p_use_snapshots => false)
       from commerce.order_snapshots as s
       where s.order_id = (select o.id from o) $$,
    $$ select max(e.version) / 2 * 2, 'placed', true from commerce.order_events as e
       where e.order_id = (select o.id from o) $$,
    'the last snapshot replaces the others; earlier versions are still folded'
);
select throws_ok(
    $$ select commerce._append_order_event(n, 'pay', 'refunded', '{"amount_minor": 1}')
       from commerce.orders as n where n.id = (select o.id from o) $$,
    '23503', null, 'a step that is not listed cannot be written'
);
update core.settings set value = '0'
where name = 'commerce.order_snapshot_events';
select lives_ok(
    $$ select tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 1}]') $$,
    'an order goes on without snapshots'
);

select * from finish();
rollback;
