-- Proves functions/suppliers/parties/list_certificates.sql.
begin;
select plan(9);

-- Given: the small project.
select tests.small_project();
insert into suppliers.certificates (
    supplier_id, capability_code, number, valid_from_on, valid_until_on, revoked_at
)
values
(3001, 'painting', 'P-1', '2020-01-01', '2026-12-31', null),
(3002, 'painting', 'P-2', '2020-01-01', '2026-12-31', core.now());
create function pg_temp.numbers_of(p_page jsonb) returns jsonb
language sql as $$ select jsonb_path_query_array(p_page, '$.items[*].number') $$;
grant execute on function pg_temp.numbers_of(jsonb) to authenticated;

select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    pg_temp.numbers_of(api.list_certificates()),
    '["P-1", "P-2", "W-3001", "W-3002", "W-3003"]',
    'a project manager sees all, the first to end first'
);
select is(
    pg_temp.numbers_of(api.list_certificates(3001)), '["P-1", "W-3001"]',
    'or those of a supplier'
);
select is(
    pg_temp.numbers_of(api.list_certificates(expires_until => '2027-03-31')), '["P-1"]',
    'or those that end soon and are not revoked'
);
select is(
    pg_temp.numbers_of(
        api.list_certificates(after => api.list_certificates(page_size => 1) ->> 'next')
    ),
    '["P-2", "W-3001", "W-3002", "W-3003"]', 'pages follow each other'
);
select throws_ok(
    $$ select api.list_certificates(expires_until => 'infinity') $$, 'PT422',
    'core.invalid_argument', 'bad input is refused'
);
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    pg_temp.numbers_of(api.list_certificates()), '["P-1", "W-3001"]',
    'a supplier''s people see theirs'
);
select throws_ok(
    'select api.list_certificates(3002)', 'PT404', 'suppliers.unknown_supplier',
    'and no other one'
);
reset role;
select results_eq(
    $$ select a.actor_id, a.thing_id from core.access_log as a
       where a.thing = 'suppliers.certificates' $$,
    $$ values (tests.user('sam'), '3001') $$, 'what a supplier reads is logged'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    'select api.list_certificates()', 'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;
