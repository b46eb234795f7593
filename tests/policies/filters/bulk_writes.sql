-- Proves policies/filters/bulk_writes.sql.
begin;
select plan(7);

-- Given: one row, which no fold takes away.
alter table filters.bulk_writes disable trigger t70_fold;
insert into filters.bulk_writes default values;

select policies_are(
    'filters', 'bulk_writes', array['select_readers_all'],
    'bulk_writes has exactly this policy'
);
select is(
    tests.grants_of('filters.bulk_writes'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.bulk_writes'),
    array['select all to app_reader, authenticated, service_role'],
    'row-level security opens these rows, whatever is granted'
);

select tests.login_as(tests.user('ada'));
select isnt_empty(
    $$ select * from filters.bulk_writes $$,
    'a signed-in user sees every row'
);
select throws_ok(
    $$ delete from filters.bulk_writes where true $$,
    '42501', null,
    'a signed-in user cannot write'
);

set local role app_reader;
select isnt_empty(
    $$ select * from filters.bulk_writes $$,
    'monitoring sees every row'
);

set local role anon;
select throws_ok(
    $$ select * from filters.bulk_writes $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
