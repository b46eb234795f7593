-- Proves policies/filters/value_counts.sql.
begin;
select plan(7);

-- Given: a dimension that is for buyers, the parent of one that is for all.
select tests.counted_shop();
update filters.dimensions set roles = '{buyer}'
where name = 'colour';
delete from filters.value_counts
where parent_value is null and dimension = 'size';

select policies_are(
    'filters', 'value_counts', array['select_operators_all'],
    'value_counts has exactly this policy'
);
select is(
    tests.grants_of('filters.value_counts'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.value_counts'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);
set local role app_reader;
select isnt_empty(
    $$ select * from filters.value_counts $$, 'monitoring sees every row'
);
reset role;
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select parent_value from filters.value_counts $$, '42501', null,
    'who is signed in reads no value of a parent'
);
select throws_ok(
    $$ delete from filters.value_counts where true $$, '42501', null, 'nor writes'
);
set local role anon;
select throws_ok(
    $$ select * from filters.value_counts $$, '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
