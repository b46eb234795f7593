-- Proves policies/filters/bulk_changes.sql.
begin;
select plan(7);

-- Given: one row.
insert into filters.bulk_changes (bulk_id, store_id, basket_id, price_minor, lines)
values (1, 1, 1, 1, 1);

select policies_are(
    'filters', 'bulk_changes', array['select_readers_all'],
    'bulk_changes has exactly this policy'
);
select is(
    tests.grants_of('filters.bulk_changes'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.bulk_changes'),
    array['select all to app_reader, authenticated, service_role'],
    'row-level security opens these rows, whatever is granted'
);

select tests.login_as(tests.user('ada'));
select isnt_empty(
    $$ select * from filters.bulk_changes $$,
    'a signed-in user sees every row'
);
select throws_ok(
    $$ delete from filters.bulk_changes where true $$,
    '42501', null,
    'a signed-in user cannot write'
);

set local role app_reader;
select isnt_empty(
    $$ select * from filters.bulk_changes $$,
    'monitoring sees every row'
);

set local role anon;
select throws_ok(
    $$ select * from filters.bulk_changes $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
