-- Proves functions/commerce/orders/_pay_order.sql.
begin;
select plan(3);

-- Given: an order over 50,000 whose stock was released meanwhile.
select tests.small_stock();
update commerce.prices set amount_minor = 50000
where true;
create temporary table o on commit drop as
select tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 1}]') as id;
create function pg_temp.refused(p_payment jsonb) returns text language sql as $$
    select tests.refusal(format(
        'select commerce._pay_order(%L)',
        jsonb_build_object('order_id', (select o.id from o), 'payment', p_payment)
    )) ->> 'detail'
$$;
select tests.login_as(tests.user('dora'), 'admin');
reset role;

select is(
    pg_temp.refused('{"amount_minor": 1, "currency": "USD"}'),
    format(
        'Order %s is 50000 PHP in minor units, not 1 USD.', (select o.id from o)
    ),
    'the refusal names both amounts'
);
update commerce.reservations set status = 'expired', ended_at = core.now()
where id = (
    select n.reservation_id from commerce.orders as n
    where n.id = (select o.id from o)
);
select matches(
    pg_temp.refused('{"amount_minor": 50000}'),
    '^Rule reservation_open: the stock of order [0-9]+ was held until ',
    'a reservation that has ended cannot be paid'
);
update commerce.reservations set status = 'open', ended_at = null
where status = 'expired';
select is(
    pg_temp.refused('{"amount_minor": 50000}'), null, 'an open one can'
);

select * from finish();
rollback;
