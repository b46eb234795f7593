-- Proves functions/suppliers/access/can_read_operation_topic.sql.
begin;
select plan(7);

-- Given: the small project.
select tests.small_project();

-- Given: an operation of sue on tasks of project 2001, and one on tasks of both.
insert into core.operations (
    id, kind, total, requested_by, params, created_at, progressed_at
)
overriding system value
values
(
    4000001, 'suppliers.bulk_update_status', 1, tests.user('sue'),
    '{"project_ids": [2001]}', now(), now()
),
(
    4000002, 'suppliers.bulk_update_status', 1, tests.user('sue'),
    '{"project_ids": [2001, 2002]}', now(), now()
),
(
    4000003, 'suppliers.bulk_update_status', 1, tests.user('sue'),
    '{"project_ids": []}', now(), now()
);
create function pg_temp.followed() returns text language sql as $$
    select coalesce(string_agg(n::text, ' ' order by n), '')
    from generate_series(1, 4) as n
    where core.can_read_topic('suppliers:operation:' || 4000000 + n)
$$;
grant execute on function pg_temp.followed() to public;

select tests.login_as(tests.user('sue'), 'supplier');
select is(pg_temp.followed(), '1 2 3', 'who started an operation follows it');
select tests.login_as(tests.user('sam'), 'supplier');
select is(pg_temp.followed(), '', 'another supplier does not learn of it');
select tests.login_as(tests.user('mia'), 'project_manager');
select is(pg_temp.followed(), '1', 'a manager of all its projects follows it');
select tests.login_as(tests.user('noa'), 'project_manager');
select is(pg_temp.followed(), '', 'a manager of one of them does not');
select tests.login_as(tests.user('zed'), 'admin');
select is(pg_temp.followed(), '1 2 3', 'an admin follows all');
set local role anon;
select set_config('request.jwt.claims', '', true);
select is(pg_temp.followed(), '', 'an anonymous caller follows none');
reset role;
select is(
    suppliers.can_read_operation_topic('suppliers:operation:1e3'), false,
    'what is no id is no operation'
);

select * from finish();
rollback;
