-- Proves functions/filters/counters/_cost_of_rows.sql.
begin;
select plan(2);

-- Given: the shop with registered dimensions.
select tests.registered_shop();

select cmp_ok(
    filters._cost_of_rows('{"product": ["cola"]}'), '>', 1::numeric,
    'what the plan costs'
);
update filters.dimensions set roles = '{buyer}'
where name = 'product';
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal($$ select filters._cost_of_rows('{"product": ["cola"]}') $$)
    ->> 'key',
    'filters.unknown_dimension', 'who lacks the role is refused'
);

select * from finish();
rollback;
