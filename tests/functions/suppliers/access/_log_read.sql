-- Proves functions/suppliers/access/_log_read.sql.
begin;
select plan(3);

-- Given: sam works for two suppliers.
select tests.small_project();
insert into suppliers.supplier_users (supplier_id, user_id)
values (3002, tests.user('sam'));
grant execute on function suppliers._log_read(text, bigint) to authenticated;

select tests.login_as(tests.user('sam'), 'supplier');
select lives_ok(
    $$ select suppliers._log_read('task', 7) $$, 'a supplier''s person reads'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select lives_ok(
    $$ select suppliers._log_read('task', 8) $$, 'so does a manager'
);
reset role;
select set_eq(
    $$ select a.actor_id, a.thing, a.thing_id from core.access_log as a
       where starts_with(a.thing, 'suppliers.') $$,
    $$ values
       (tests.user('sam'), 'suppliers.task', '3001:7'),
       (tests.user('sam'), 'suppliers.task', '3002:7') $$,
    'the first is logged, for each of the suppliers; the second is not'
);

select * from finish();
rollback;
