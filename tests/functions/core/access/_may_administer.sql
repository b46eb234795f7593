-- Proves functions/core/access/_may_administer.sql.
begin;
select plan(1);

-- Given: a definer function, as those that ask are.
create function pg_temp.asked() returns boolean
    language sql volatile security definer as $$ select core._may_administer() $$;
grant execute on function pg_temp.asked() to public;
do $$ begin
    execute format('grant usage on schema %s to public', pg_my_temp_schema()::regnamespace);
end; $$;
create function pg_temp.answers() returns setof boolean
    language plpgsql as $$
begin
    return next pg_temp.asked();
    perform tests.login_as(tests.user('ada'));
    return next pg_temp.asked();
    perform tests.login_as(tests.user('ada'), 'analyst', 'admin');
    return next pg_temp.asked();
    set local role anon;
    perform set_config('request.jwt.claims', '{}', true);
    return next pg_temp.asked();
    set local role service_role;
    return next pg_temp.asked();
    set local role app_worker;
    return next pg_temp.asked();
end;
$$;
grant execute on function pg_temp.answers() to public;

select results_eq(
    $$ select * from pg_temp.answers() $$,
    array[true, false, true, false, true, false],
    'the owner, an admin and a server may; other callers and the worker may not'
);

select * from finish();
rollback;
