-- Proves functions/suppliers/access/_require_project.sql.
begin;
select plan(4);

-- Given: the small project.
select tests.small_project();
grant execute on function suppliers._require_project(bigint) to authenticated;
create temporary table t_seen (who text, key text);
grant insert, select on t_seen to authenticated;

do $$
declare
    v_who text[];
begin
    foreach v_who slice 1 in array array[
        ['sam', 'supplier'], ['sol', 'supplier'], ['mia', 'project_manager'],
        ['noa', 'project_manager'], ['zed', 'admin'], ['sam', 'buyer']
    ] loop
        perform tests.login_as(tests.user(v_who[1]), v_who[2]);
        insert into t_seen
        select
            v_who[1] || ' as ' || v_who[2],
            tests.refusal('select suppliers._require_project(2001)') ->> 'key';
    end loop;
end;
$$;
select set_eq(
    'select who from t_seen where key is null',
    $$ values ('sam as supplier'), ('mia as project_manager'), ('zed as admin') $$,
    'its managers, the people of its suppliers and admins see a project'
);
select set_eq(
    'select who, key from t_seen where key is not null',
    $$ values
       ('sol as supplier', 'suppliers.unknown_project'),
       ('noa as project_manager', 'suppliers.unknown_project'),
       ('sam as buyer', 'suppliers.unknown_project') $$,
    'to others it is unknown'
);
reset role;
select throws_ok(
    'select suppliers._require_project(1)', 'PT404', 'suppliers.unknown_project',
    'as is one that there is not'
);
select throws_ok(
    'select suppliers._require_project(null)', 'PT404', 'suppliers.unknown_project',
    'or none'
);

select * from finish();
rollback;
