-- Proves policies/filters/value_counts.sql.
begin;
select plan(8);

-- Given: two rows that are for buyers, three that are for everyone.
select tests.counted_shop();
update filters.dimensions set roles = '{buyer}'
where name = 'colour';
delete from filters.value_counts
where parent_value is null and dimension = 'size';

select policies_are(
    'filters', 'value_counts', array['select_operators_all', 'select_readers_own'],
    'value_counts has exactly these policies'
);
select policy_roles_are(
    'filters', 'value_counts', 'select_readers_own', array['authenticated'],
    'counts are for who signed in'
);
select is(
    tests.grants_of('filters.value_counts'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.value_counts'),
    array[
        'select 3 of 5 to authenticated', 'select all to app_reader, service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);
select tests.login_as(tests.user('ada'), 'buyer');
select is(
    (select count(*) from filters.value_counts), 5::bigint,
    'who holds the role sees all'
);
select tests.login_as(tests.user('ada'));
select results_eq(
    $$ select distinct dimension from filters.value_counts $$, array['size'],
    'who does not sees the rest'
);
select throws_ok(
    $$ delete from filters.value_counts where true $$, '42501', null, 'nobody writes'
);
set local role anon;
select throws_ok(
    $$ select * from filters.value_counts $$, '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
