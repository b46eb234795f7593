-- Proves policies/filters/orphans.sql.
begin;
select plan(6);

-- Given: an orphan.
insert into filters.orphans values ('brand', 'x', now());

select policies_are(
    'filters', 'orphans', array['select_operators_all'],
    'orphans has exactly this policy'
);
select is(
    tests.grants_of('filters.orphans'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.orphans'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);
set local role app_reader;
select isnt_empty(
    $$ select * from filters.orphans $$, 'monitoring sees every row'
);
set local role service_role;
select throws_ok(
    $$ delete from filters.orphans where true $$, '42501', null,
    'the service role cannot write past the functions'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select * from filters.orphans $$, '42501', null, 'a signed-in user is refused'
);

select * from finish();
rollback;
