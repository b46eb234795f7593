-- Proves functions/core/doctor/_diagnose_roles.sql.
begin;
select plan(9);

-- What only a superuser sets is in tests/glue/test_doctor.py.
create function tests.found(p_code text) returns setof text language sql
as $$
    select f.severity || ': ' || f.remedy from core._diagnose_roles() as f
    where f.code = p_code
    order by 1
$$;
select is_empty(
    'select code from core._diagnose_roles()', 'roles as they should be have no finding'
);
alter role authenticated login;
select results_eq(
    $$ select * from tests.found('role_logs_in') $$,
    $$ values ('error: alter role authenticated nologin') $$,
    'a role of requests that logs in is found'
);
alter role authenticated nologin;
alter role app_worker nologin;
select results_eq(
    $$ select * from tests.found('role_cannot_log_in') $$,
    $$ values ('error: alter role app_worker login') $$,
    'a worker that cannot log in is found'
);
alter role app_worker login;
do $$
begin
    if current_setting('server_version_num')::integer < 160000 then
        alter role authenticator inherit;
    else
        execute 'grant anon to authenticator with inherit true';
    end if;
end;
$$;
select matches(
    (select * from tests.found('role_inherits')),
    '^error: (alter role authenticator noinherit'
    '|grant anon to authenticator with inherit false granted by \w+)$',
    'a role that has the rights of another without taking it is found'
);
do $$
declare
    v_remedy text := (
        select f.remedy from core._diagnose_roles() as f where f.code = 'role_inherits'
    );
begin
    execute v_remedy;
end;
$$;
select is_empty(
    $$ select * from tests.found('role_inherits') $$, 'the remedy helps'
);
alter role anon set statement_timeout to 0;
select results_eq(
    $$ select * from tests.found('role_without_timeout') $$,
    $$ values ('warning: alter role anon set statement_timeout = ''8s''') $$,
    'a role without a timeout is found'
);
grant pg_read_all_data to anon;
select set_eq(
    $$ select * from tests.found('role_too_strong') $$,
    $$ values
        ('error: revoke pg_read_all_data from anon'),
        ('error: revoke pg_read_all_data from authenticator') $$,
    'a role that reads every row through another one is found'
);
revoke pg_read_all_data from anon;
revoke usage on schema api from anon;
select results_eq(
    $$ select * from tests.found('schema_api_closed') $$,
    $$ values ('error: grant usage on schema api to anon') $$,
    'a role that no request can have is found'
);
alter role app_reader rename to app_reader_before;
select results_eq(
    $$ select * from tests.found('role_missing') $$,
    $$ values ('error: create role app_reader nologin') $$,
    'a missing role is found'
);

select * from finish();
rollback;
