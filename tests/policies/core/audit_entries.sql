-- Proves policies/core/audit_entries.sql.
begin;
select plan(8);

-- Given: one entry at least.
insert into core.audit_entries (table_name, operation, role)
values ('core.t', 'truncate', 'postgres');

select policies_are(
    'core', 'audit_entries', array['select_service_all'],
    'audit_entries has exactly these policies'
);
select is(
    tests.grants_of('core.audit_entries'),
    array['select to service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.audit_entries'),
    array['select all to service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role service_role;
select isnt_empty(
    'select * from core.audit_entries', 'the service role may read entries'
);
select throws_ok(
    $$ insert into core.audit_entries (table_name, operation, role)
       values ('core.t', 'truncate', 'postgres') $$,
    '42501', null,
    'the service role cannot write one'
);

set local role app_worker;
select throws_ok(
    'select * from core.audit_entries', '42501', null, 'the worker is refused'
);

set local role app_reader;
select throws_ok(
    'select * from core.audit_entries', '42501', null, 'monitoring is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    'select * from core.audit_entries', '42501', null,
    'a signed-in user is refused, whatever the app role: list_history decides'
);

select * from finish();
rollback;
