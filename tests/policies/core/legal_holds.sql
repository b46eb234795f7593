-- Proves policies/core/legal_holds.sql.
begin;
select plan(7);

-- Given: one hold.
insert into core.legal_holds (held_table, reason, placed_at)
values ('core.events', 'A claim.', now());

select policies_are(
    'core', 'legal_holds', array['select_operator_all'],
    'legal_holds has exactly this policy'
);
select is(
    tests.grants_of('core.legal_holds'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.legal_holds'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select lives_ok(
    $$ select * from core.legal_holds $$,
    'monitoring may read it'
);

set local role anon;
select throws_ok(
    $$ select * from core.legal_holds $$,
    '42501', null,
    'an anonymous caller is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.legal_holds $$,
    '42501', null,
    'a signed-in user is refused, whatever the app role'
);

set local role service_role;
select throws_ok(
    $$ delete from core.legal_holds where true $$,
    '42501', null,
    'the service role cannot write it: functions do'
);

select * from finish();
rollback;
