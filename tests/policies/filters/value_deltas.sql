-- Proves policies/filters/value_deltas.sql.
begin;
select plan(8);

-- Given: two rows that are for buyers, three that are for everyone.
select tests.counted_shop();
update filters.dimensions set roles = '{buyer}'
where name = 'colour';
update shop.lines set colour = 'green'
where id < 4;
delete from filters.value_deltas;
insert into filters.value_deltas (dimension, value, lines)
values ('colour', 'a', 1), ('colour', 'b', 1), ('size', 'a', 1), ('size', 'b', 1),
    ('size', 'c', 1);

select policies_are(
    'filters', 'value_deltas', array['select_operators_all', 'select_readers_own'],
    'value_deltas has exactly these policies'
);
select policy_roles_are(
    'filters', 'value_deltas', 'select_readers_own', array['authenticated'],
    'counts are for who signed in'
);
select is(
    tests.grants_of('filters.value_deltas'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.value_deltas'),
    array[
        'select 3 of 5 to authenticated', 'select all to app_reader, service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);
select tests.login_as(tests.user('ada'), 'buyer');
select is(
    (select count(*) from filters.value_deltas), 5::bigint,
    'who holds the role sees all'
);
select tests.login_as(tests.user('ada'));
select results_eq(
    $$ select distinct dimension from filters.value_deltas $$, array['size'],
    'who does not sees the rest'
);
select throws_ok(
    $$ delete from filters.value_deltas where true $$, '42501', null, 'nobody writes'
);
set local role anon;
select throws_ok(
    $$ select * from filters.value_deltas $$, '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
