-- Proves functions/core/_idempotent_caller.sql.
begin;
select plan(3);

select is(core._idempotent_caller(), session_user::text, 'the owner is known by name');
grant execute on function core._idempotent_caller() to anon, authenticated;
set local role anon;
select throws_ok(
    $$ select core._idempotent_caller() $$, 'PT422', 'core.invalid_argument',
    'nobody in particular has no keys'
);
select tests.login_as(tests.user('ada'));
select is(
    core._idempotent_caller(), tests.user('ada')::text, 'a user is known by its id'
);

select * from finish();
rollback;
