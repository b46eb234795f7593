-- Proves sql/seeds/commerce/order_transitions.sql.j2.
begin;
select plan(6);

select set_eq(
    $$ select t.from_status, t.command, t.to_status
       from commerce.order_transitions as t
       where t.from_status <> t.to_status $$,
    $$ values
        ('new', 'place', 'placed'), ('placed', 'pay', 'paid'),
        ('placed', 'cancel', 'cancelled'), ('placed', 'expire', 'cancelled'),
        ('paid', 'pack', 'packed'), ('packed', 'ship', 'shipped'),
        ('shipped', 'deliver', 'delivered'), ('paid', 'cancel', 'cancelled'),
        ('packed', 'cancel', 'cancelled'), ('shipped', 'return', 'returned'),
        ('delivered', 'return', 'returned'), ('cancelled', 'refund', 'refunded'),
        ('delivered', 'refund', 'refunded'), ('returned', 'refund', 'refunded') $$,
    'the steps between two statuses'
);
select set_eq(
    $$ select t.from_status, t.command
       from commerce.order_transitions as t
       where t.from_status = t.to_status $$,
    $$ values
        ('paid', 'pack'), ('paid', 'ship'), ('paid', 'deliver'), ('paid', 'return'),
        ('packed', 'ship'), ('packed', 'deliver'), ('packed', 'return'),
        ('shipped', 'deliver'), ('shipped', 'return'), ('delivered', 'return'),
        ('refunded', 'return'), ('cancelled', 'refund'), ('delivered', 'refund'),
        ('returned', 'refund') $$,
    'the steps of a part of an order'
);
select set_eq(
    $$ select distinct t.command, t.event from commerce.order_transitions as t $$,
    $$ values
        ('place', 'placed'), ('pay', 'paid'), ('pack', 'packed'), ('ship', 'shipped'),
        ('deliver', 'delivered'), ('cancel', 'cancelled'), ('expire', 'cancelled'),
        ('return', 'returned'), ('refund', 'refunded') $$,
    'a command has one type of event'
);
select is_empty(
    $$ select t.event from commerce.order_transitions as t
       where not exists (
           select from pg_catalog.pg_proc as p
           where
               p.oid = 'commerce._apply_order_event'::regproc
               and strpos(p.prosrc, format('when %L then', t.event)) > 0
       ) $$,
    'the fold knows each type'
);
select set_eq(
    $$ select t.from_status, t.command from commerce.order_transitions as t
       where 'customer' = any(t.roles) $$,
    $$ values ('new', 'place'), ('placed', 'cancel'), ('paid', 'cancel') $$,
    'what a customer may'
);
select set_eq(
    $$ select t.command from commerce.order_transitions as t where t.roles = '{}' $$,
    $$ values ('expire') $$,
    'what only servers may'
);

select * from finish();
rollback;
