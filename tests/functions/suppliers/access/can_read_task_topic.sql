-- Proves functions/suppliers/access/can_read_task_topic.sql.
begin;
select plan(2);

-- Given: the topic of supplier 3001 in project 2001.
select tests.small_project();
create temporary table t_topic as
select 'suppliers:tasks:' || s.id as name
from suppliers.supplier_projects as s
where s.supplier_id = 3001;
grant select on t_topic to authenticated, anon;
create temporary table t_seen (name text, can boolean);
grant insert on t_seen to authenticated, anon;

do $$
declare
    v_who text[];
begin
    foreach v_who slice 1 in array array[
        ['sam', 'supplier'], ['sue', 'supplier'], ['mia', 'project_manager'],
        ['noa', 'project_manager'], ['zed', 'admin'], ['sam', 'buyer']
    ] loop
        perform tests.login_as(tests.user(v_who[1]), v_who[2]);
        insert into t_seen
        select v_who[1] || ' as ' || v_who[2], suppliers.can_read_task_topic(t.name)
        from t_topic as t;
    end loop;
    perform set_config('request.jwt.claims', '', true);
    perform set_config('role', 'anon', true);
    insert into t_seen
    select 'anon', suppliers.can_read_task_topic(t.name)
    from t_topic as t;
end;
$$;
reset role;
select set_eq(
    'select name, can from t_seen',
    $$ values
       ('sam as supplier', true), ('sue as supplier', false),
       ('mia as project_manager', true), ('noa as project_manager', false),
       ('zed as admin', true), ('sam as buyer', false), ('anon', false) $$,
    'its people, the managers of the project and admins read a topic'
);
select tests.login_as(tests.user('zed'), 'admin');
select is_empty(
    $$ select c.topic
       from (
           values
           (null), (''), ('suppliers:tasks:'), ('suppliers:tasks:x'),
           ('suppliers:tasks:1 or 1'), ('suppliers:tasks:9223372036854775808'),
           ('suppliers:tasks:0'), ('suppliers:tasks:-1')
       ) as c (topic)
       where suppliers.can_read_task_topic(c.topic) is not false $$,
    'what is no topic is read by nobody'
);

select * from finish();
rollback;
