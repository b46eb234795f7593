-- Proves policies/core/invariants.sql.j2.
begin;
select plan(11);

-- Given: one invariant of our own.
insert into core.invariants (name, module, query, repair)
values ('core.t_holds', 'core', 'select 1 where false', '-');

select policies_are(
    'core', 'invariants', array['select_operators_all'],
    'invariants has exactly these policies'
);
select is(
    tests.grants_of('core.invariants'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.invariants'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

select throws_ok(
    $$ insert into core.invariants (name, module, query, repair)
       values ('core.t', 'filters', 'select 1', '-') $$,
    '23514', null,
    'an invariant belongs to the module that its name begins with'
);
select throws_ok(
    $$ update core.invariants set severity = 'fatal' where name = 'core.t_holds' $$,
    '23514', null,
    'a severity is error or warning'
);

set local role anon;
select throws_ok(
    $$ select * from core.invariants $$,
    '42501', null,
    'an anonymous caller is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.invariants $$,
    '42501', null,
    'a signed-in user is refused, whatever the app role'
);

set local role service_role;
select isnt_empty(
    $$ select * from core.invariants where name = 'core.t_holds' $$,
    'the service role may read invariants'
);
select throws_ok(
    $$ update core.invariants set query = 'select 1' where name = 'core.t_holds' $$,
    '42501', null,
    'the service role cannot change what is watched'
);

set local role app_worker;
select isnt_empty(
    $$ select * from core.invariants where name = 'core.t_holds' $$,
    'the worker may read invariants'
);

set local role app_reader;
select isnt_empty(
    $$ select * from core.invariants where name = 'core.t_holds' $$,
    'monitoring may read invariants'
);

select * from finish();
rollback;
