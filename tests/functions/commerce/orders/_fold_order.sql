-- Proves functions/commerce/orders/_fold_order.sql.
begin;
select plan(6);

-- Given: an order of four events, with a snapshot after each second one.
select tests.small_stock();
update core.settings set value = '2'
where name = 'commerce.order_snapshot_events';
create temporary table o on commit drop as select tests.place('ada') as id;
select is(
    tests.advance((select o.id from o), 'pay', 'pack', 'ship'), 'shipped', 'four events'
);

select is(
    commerce._fold_order((select o.id from o)),
    (select n.state from commerce.orders as n
        where n.id = (select o.id from o)),
    'the fold of all events is the projection'
);
select is(
    array(
        select commerce._fold_order(id, n) ->> 'status'
        from o
        cross join generate_series(0, 4) as n
        order by n
    ),
    array[null, 'placed', 'paid', 'packed', 'shipped'],
    'a version is folded up to its event'
);
select is(
    (
        select array_agg(s.version order by s.version)
        from commerce.order_snapshots as s
        where s.order_id = (select o.id from o)
    ),
    '{4}', 'there is one snapshot, the last'
);

-- When: one of an earlier version says something else.
insert into commerce.order_snapshots (order_id, version, state)
select
    o.id,
    2 as version,
    commerce._fold_order(o.id, 2) || '{"marked": true}' as state
from o;
select is(
    array(
        select commerce._fold_order(id, n) ? 'marked'
        from o
        cross join generate_series(1, 4) as n
        order by n
    ),
    '{false, true, true, false}', 'a fold starts at the latest snapshot before it'
);
select is(
    commerce._fold_order((select o.id from o), 3, p_use_snapshots => false) ? 'marked',
    false, 'or, if asked, at the first event'
);

select * from finish();
rollback;
