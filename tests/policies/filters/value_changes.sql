-- Proves policies/filters/value_changes.sql.
begin;
select plan(7);

-- Given: the small shop, and one more line that is folded, but not in an event yet.
select tests.small_shop();
select tests.sell('b1', 'fizz', 'food/drinks', 1);
do $$ begin perform filters._fold_all(); end $$;

select policies_are(
    'filters', 'value_changes', array['select_readers_all'],
    'value_changes has exactly this policy'
);
select is(
    tests.grants_of('filters.value_changes'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.value_changes'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select * from filters.value_changes $$,
    '42501', null,
    'a signed-in user gets events, but cannot read the table'
);

set local role service_role;
select throws_ok(
    $$ delete from filters.value_changes where true $$,
    '42501', null,
    'the service role cannot write past the functions'
);

set local role app_reader;
select isnt_empty(
    $$ select * from filters.value_changes $$,
    'monitoring sees every row'
);

set local role anon;
select throws_ok(
    $$ select * from filters.value_changes $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
