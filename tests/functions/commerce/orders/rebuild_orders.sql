-- Proves functions/commerce/orders/rebuild_orders.sql.
begin;
select plan(6);

-- Given: two orders.
select tests.small_stock();
create temporary table o on commit drop as
select
    n as k,
    tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 1}]') as id
from generate_series(1, 2) as n;
create temporary table answers (id bigint) on commit drop;
grant all on answers to authenticated;

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.rebuild_orders() $$, 'PT403', 'core.not_permitted',
    'a customer rebuilds nothing'
);
select tests.login_as(tests.user('dora'), 'admin');
insert into answers select (api.rebuild_orders() ->> 'operation_id')::bigint;
select is(
    core.get_operation((select answers.id from answers)) ->> 'total', '1',
    'an operation has ranges of orders'
);
reset role;
update commerce.orders set state = state || '{"status": "refunded"}'
where true;
select is(
    core.run_operation_chunks((select answers.id from answers)), 'finished', 'it runs'
);
select is(
    (select array_agg(distinct n.status) from commerce.orders as n), '{placed}',
    'the orders are what their events say'
);
select is(
    (select p.failed from core.operations as p
        where p.id = (select answers.id from answers)),
    0, 'no range failed'
);
update core.settings set value = '0'
where name = 'core.operations_per_minute';
select tests.login_as(tests.user('dora'), 'admin');
select throws_ok(
    $$ select api.rebuild_orders() $$, 'PT429', 'core.too_many_operations',
    'a user starts so many operations at most'
);

select * from finish();
rollback;
