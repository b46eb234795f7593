-- Proves functions/suppliers/bulk/_limit_bulk.sql.
begin;
select plan(5);

-- Given: the small project.
select tests.small_project();

update core.settings set value = '{"requests": 3, "seconds": 60}'
where name = 'suppliers.bulk_rate';
update core.settings set value = '{"requests": 4, "seconds": 60}'
where name = 'suppliers.supplier_bulk_rate';
insert into suppliers.supplier_users (supplier_id, user_id)
values (3001, tests.user('sol'));
create function pg_temp.calls(p_name text, p_role text, p_calls integer)
returns bigint language plpgsql as $$
begin
    perform set_config(
        'request.jwt.claims',
        jsonb_build_object(
            'sub', tests.user(p_name),
            'app_metadata', jsonb_build_object('roles', array[p_role])
        )::text,
        true
    );
    return (
        select count(*) from generate_series(1, p_calls) as n
        where tests.refusal('select suppliers._limit_bulk()') is null
    );
end;
$$;

select is(pg_temp.calls('sam', 'supplier', 4), 3::bigint, 'a user has a limit');
select is(
    pg_temp.calls('sol', 'supplier', 4), 1::bigint,
    'and the people of a supplier together'
);
select is(
    pg_temp.calls('sue', 'supplier', 3), 3::bigint, 'another supplier has its own'
);
select is(
    pg_temp.calls('mia', 'project_manager', 3), 3::bigint,
    'a manager takes none of a supplier'
);
select set_config('request.jwt.claims', '', true);
select lives_ok(
    'select suppliers._limit_bulk() from generate_series(1, 9)', 'a server has none'
);

select * from finish();
rollback;
