-- Proves policies/filters/value_deltas.sql.
begin;
select plan(7);

-- Given: a dimension that is for buyers, the parent of one that is for all.
select tests.counted_shop();
update filters.dimensions set roles = '{buyer}'
where name = 'colour';
update t_shop.lines set colour = 'green'
where id < 4;
delete from filters.value_deltas;
insert into filters.value_deltas (dimension, value, lines)
values ('colour', 'a', 1), ('colour', 'b', 1), ('size', 'a', 1), ('size', 'b', 1),
    ('size', 'c', 1);

select policies_are(
    'filters', 'value_deltas', array['select_operators_all'],
    'value_deltas has exactly this policy'
);
select is(
    tests.grants_of('filters.value_deltas'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.value_deltas'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);
set local role app_reader;
select isnt_empty(
    $$ select * from filters.value_deltas $$, 'monitoring sees every row'
);
reset role;
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select parent_value from filters.value_deltas $$, '42501', null,
    'who is signed in reads no value of a parent'
);
select throws_ok(
    $$ delete from filters.value_deltas where true $$, '42501', null, 'nor writes'
);
set local role anon;
select throws_ok(
    $$ select * from filters.value_deltas $$, '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
