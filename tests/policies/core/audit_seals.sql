-- Proves policies/core/audit_seals.sql.
begin;
select plan(8);

-- Given: one seal.
insert into core.audit_seals (
    after_id, from_xid, below_xid, month_on, entries, last_id,
    root_sha256, previous_sha256, chain_sha256
)
values (9, 0, 1, '2031-01-01', 1, 1, '', '', '');

select policies_are(
    'core', 'audit_seals', array['select_operators_all'],
    'audit_seals has exactly these policies'
);
select is(
    tests.grants_of('core.audit_seals'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.audit_seals'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role service_role;
select isnt_empty('select * from core.audit_seals', 'the service role may read seals');
select throws_ok(
    $$ insert into core.audit_seals (entries) values (1) $$, '42501', null,
    'the service role cannot write one'
);

set local role app_worker;
select isnt_empty('select * from core.audit_seals', 'the worker may read seals');

set local role app_reader;
select isnt_empty('select * from core.audit_seals', 'monitoring may read seals');

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    'select * from core.audit_seals', '42501', null, 'a signed-in user is refused'
);

select * from finish();
rollback;
