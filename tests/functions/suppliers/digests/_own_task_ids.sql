-- Proves functions/suppliers/digests/_own_task_ids.sql.
begin;
select plan(8);

-- Given: sam and sid work for ACME, mia manages PEN; sid owns paint, mia owns run.
select tests.small_project();
insert into suppliers.supplier_users (supplier_id, user_id)
values (3001, tests.user('sid'));
update suppliers.task_instances set owner_id = tests.user('sid')
where id = tests.task_of('ACME', 'paint');
update suppliers.task_instances set owner_id = tests.user('mia')
where id = tests.task_of('ACME', 'run');
create function pg_temp.own(p_name text) returns text language sql as $$
    select string_agg(s.code || ' ' || t.code, ', ' order by s.code, t.code)
    from suppliers._own_task_ids(tests.user(p_name), '2099-01-01', '2099-12-31') as o (id)
    inner join suppliers.task_instances as i on o.id = i.id
    inner join suppliers.suppliers as s on i.supplier_id = s.id
    inner join suppliers.task_templates as t on i.task_template_id = t.id
$$;

select is(pg_temp.own('sam'), 'ACME mould, ACME sample', 'what no colleague owns');
select is(
    pg_temp.own('sid'), 'ACME mould, ACME paint, ACME sample',
    'and what one owns oneself'
);
select is(pg_temp.own('mia'), 'ACME run', 'a manager has what they own');
select is(
    (
        select count(*)
        from suppliers._own_task_ids(tests.user('sam'), '2099-01-10', '2099-12-31')
    ),
    1::bigint, 'within the days'
);
delete from suppliers.supplier_users
where user_id = tests.user('sid');
select is(pg_temp.own('sid'), null, 'who left has nothing');
select is(
    pg_temp.own('sam'), 'ACME mould, ACME paint, ACME sample',
    'and those who are there have it instead'
);
update auth.users set raw_app_meta_data = '{"roles": []}'
where id in (tests.user('sam'), tests.user('mia'));
select is(pg_temp.own('sam'), null, 'who has lost the app role has nothing');
select is(pg_temp.own('mia'), null, 'as a manager neither');

select * from finish();
rollback;
