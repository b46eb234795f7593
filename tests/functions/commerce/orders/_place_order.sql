-- Proves functions/commerce/orders/_place_order.sql.
begin;
select plan(5);

-- Given: a shirt that costs a fortune; ada is signed in.
select tests.small_stock();
select tests.login_as(tests.user('ada'));
reset role;
create function pg_temp.refused(p_lines jsonb) returns text language sql as $$
    select tests.refusal(format(
        'select commerce._place_order(%L)',
        jsonb_build_object('ship_to', '{}'::jsonb, 'lines', p_lines)
    )) ->> 'detail'
$$;

select is(
    pg_temp.refused(
        '[{"sku": "SHIRT-S", "quantity": 1}, {"sku": "HAT", "quantity": 1}]'
    ),
    'Line 2 ''HAT'' is not on sale.', 'the first line that is wrong is named'
);
select is(pg_temp.refused('[]'), 'An order needs a line.', 'there is one at least');
update commerce.prices set amount_minor = 1000000000000
where true;
select is(
    pg_temp.refused('[{"sku": "SHIRT-S", "quantity": 1001}]'),
    'The total is more than 1000000000000000 minor units.', 'a total has a bound'
);


update commerce.prices set amount_minor = 1
where true;
update commerce.products set status = 'published', published_at = core.now()
where status = 'draft';
update core.settings set value = '{}'
where name = 'commerce.hold_limits';
update commerce.bundle_components set quantity = 1000
where true;
select matches(
    pg_temp.refused((
        select jsonb_agg('{"sku": "SET", "quantity": 100000}'::jsonb)
        from generate_series(1, 30)
    )),
    '^MUG: 2000000000 wanted, 3 available', 'so has what it wants of a component'
);
update commerce.bundle_components set quantity = 1
where true;
do $$ begin
    perform tests.place(
        'ada', '[{"sku": "SET", "quantity": 1}, {"sku": "SHIRT-S", "quantity": 1}]'
    );
end; $$;
select is(
    (
        select array_agg(l ? 'components')
        from commerce.orders as o
        cross join jsonb_array_elements(o.state -> 'lines') as l
    ),
    '{true, false}', 'a bundle keeps the components that it was sold with'
);

select * from finish();
rollback;
