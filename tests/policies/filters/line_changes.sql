-- Proves policies/filters/line_changes.sql.
begin;
select plan(7);

-- Given: the small shop, and one line more.
select tests.small_shop();
select tests.sell('b1', 'fizz', 'food/drinks', 1);

select policies_are(
    'filters', 'line_changes', array['select_readers_all'],
    'line_changes has exactly this policy'
);
select is(
    tests.grants_of('filters.line_changes'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.line_changes'),
    array['select all to app_reader, authenticated, service_role'],
    'row-level security opens these rows, whatever is granted'
);

select tests.login_as(tests.user('ada'));
select isnt_empty(
    $$ select * from filters.line_changes $$,
    'a signed-in user sees every row'
);
select throws_ok(
    $$ delete from filters.line_changes where true $$,
    '42501', null,
    'a signed-in user cannot write'
);

set local role app_reader;
select isnt_empty(
    $$ select * from filters.line_changes $$,
    'monitoring sees every row'
);

set local role anon;
select throws_ok(
    $$ select * from filters.line_changes $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
