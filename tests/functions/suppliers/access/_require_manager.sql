-- Proves functions/suppliers/access/_require_manager.sql.
begin;
select plan(6);

-- Given: mia manages project 2001, noa 2002; sam works on 2001.
select tests.small_project();
grant execute on function suppliers._require_manager(bigint) to authenticated;

select tests.login_as(tests.user('mia'), 'project_manager');
select lives_ok($$ select suppliers._require_manager(2001) $$, 'its manager may');
select throws_ok(
    $$ select suppliers._require_manager(2002) $$, 'PT404', 'suppliers.unknown_project',
    'a project of another manager is unknown'
);
select tests.login_as(tests.user('zed'), 'admin');
select lives_ok($$ select suppliers._require_manager(2002) $$, 'an admin may');
select throws_ok(
    $$ select suppliers._require_manager(1) $$, 'PT404', 'suppliers.unknown_project',
    'if the project is there'
);
select tests.login_as(tests.user('sam'), 'supplier');
select throws_ok(
    $$ select suppliers._require_manager(2001) $$, 'PT403', 'core.not_permitted',
    'a supplier knows the project, but may not steer it'
);
select throws_ok(
    $$ select suppliers._require_manager(null) $$, 'PT404', 'suppliers.unknown_project',
    'no project is unknown'
);

select * from finish();
rollback;
