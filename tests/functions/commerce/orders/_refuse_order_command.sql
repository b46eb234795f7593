-- Proves functions/commerce/orders/_refuse_order_command.sql.
begin;
select plan(2);

-- Given: an order.
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;

select is(
    tests.refusal(
        $$ select commerce._refuse_order_command(n, 'ship', 'parcels_packed', 'No.')
           from commerce.orders as n where n.id = (select o.id from o) $$
    ) - 'hint',
    jsonb_build_object(
        'code', 'PT409', 'key', 'commerce.transition_refused',
        'detail', format(
            'Rule parcels_packed refuses to ship order %s, which is placed: No. '
            'Allowed: cancel (customer, admin), pay (admin).', (select o.id from o)
        )
    ),
    'the refusal names the rule, the reason and what is allowed'
);
select matches(
    tests.refusal(
        $$ select commerce._refuse_order_command(
               jsonb_populate_record(n, '{"status": "none"}'), 'ship', 'rule', 'No.'
           )
           from commerce.orders as n where n.id = (select o.id from o) $$
    ) ->> 'detail',
    'Allowed: no command.$', 'or that nothing is'
);

select * from finish();
rollback;
