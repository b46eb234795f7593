-- Proves functions/suppliers/compliance/list_access_log.sql.
begin;
select plan(11);

-- Given: two projects and their suppliers.
select tests.small_project();
select tests.set_clock('2026-03-01 12:00+00');
insert into core.access_log (logged_at, role, thing, thing_id, scope)
select
    '2026-02-01'::timestamptz + make_interval(days => n.n) as logged_at,
    'authenticated' as role,
    'suppliers.task' as thing,
    '3001:' || n.n as thing_id,
    'suppliers.supplier:3001' as scope
from generate_series(1, 5) as n (n);
insert into core.access_log (logged_at, role, thing, thing_id, scope)
values
('2026-02-03', 'authenticated', 'suppliers.task', '3002:9', 'suppliers.supplier:3002'),
('2026-02-03', 'authenticated', 'suppliers.task', '3001:9', null);
create function core.t_ids(p_page jsonb)
    returns jsonb
    language sql
as $$
    select jsonb_path_query_array(p_page, '$.items[*].thing_id')
$$;
grant execute on function core.t_ids(jsonb) to authenticated;

select tests.login_as(tests.user('mia'), 'project_manager');
create temporary table t_page as
select suppliers.list_access_log(3001, p_page_size => 3) as it;
select is(
    (select core.t_ids(t.it) from t_page as t), '["3001:5", "3001:4", "3001:3"]',
    'the newest reads of the supplier come first'
);
select is(
    (
        select core.t_ids(
            suppliers.list_access_log(
                3001, p_after => t.it ->> 'next', p_page_size => 3
            )
        )
        from t_page as t
    ),
    '["3001:2", "3001:1"]', 'the cursor leads to the rest'
);
select is(
    core.t_ids(suppliers.list_access_log(3001, '2026-02-03Z', '2026-02-05Z')),
    '["3001:3", "3001:2"]', 'since is included, until is not'
);
select is(
    core.t_ids(suppliers.list_access_log(3002)), '["3002:9"]',
    'each supplier has its own'
);
select is(
    (
        select array_agg(k.name order by k.name)
        from t_page as t
        cross join jsonb_object_keys(t.it #> '{items,0}') as k (name)
    ),
    '{actor_id, address, id, logged_at, reason, request_id, role, thing, thing_id}',
    'a read says who, when, from where and what'
);
select is(tests.refusal(c.call) ->> 'key', c.key, c.description)
from (
    values
    (
        'select suppliers.list_access_log(3003)', 'suppliers.unknown_supplier',
        'a supplier of other projects is unknown'
    ),
    (
        $$ select suppliers.list_access_log(3001, 'infinity') $$,
        'core.invalid_argument', 'since is a time'
    ),
    (
        $$ select suppliers.list_access_log(3001, p_after => 'x') $$,
        'core.invalid_cursor', 'another cursor is refused'
    )
) as c (call, key, description);
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    tests.refusal('select suppliers.list_access_log(3001)') ->> 'key',
    'suppliers.unknown_supplier', 'a supplier does not read its log'
);
select tests.login_as(tests.user('ada'), 'admin');
select is(
    core.t_ids(suppliers.list_access_log(3003)), '[]', 'an admin reads every log'
);
select is(
    tests.refusal('select suppliers.list_access_log(-1)') ->> 'key',
    'suppliers.unknown_supplier', 'of a supplier that is there'
);

select * from finish();
rollback;
