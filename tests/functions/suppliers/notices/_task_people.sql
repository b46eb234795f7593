-- Proves functions/suppliers/notices/_task_people.sql.
begin;
select plan(7);

-- Given: sam and sid work for ACME, mia manages PEN; sid owns paint, and then leaves.
select tests.small_project();
insert into suppliers.supplier_users (supplier_id, user_id)
values (3001, tests.user('sid'));
update suppliers.task_instances set owner_id = tests.user('sid')
where id = tests.task_of('ACME', 'paint');
update suppliers.task_instances set owner_id = tests.user('mia')
where id = tests.task_of('ACME', 'run');
create function pg_temp.people(p_code text, p_has_managers boolean)
returns text[] language sql as $$
    select array_agg(u.name order by u.name)
    from suppliers._task_people(
        array[tests.task_of('ACME', p_code)], p_has_managers
    ) as p
    inner join unnest('{mia,noa,sam,sid,sue,sol}'::text[]) as u (name)
        on p.user_id = tests.user(u.name)
$$;

select is(
    pg_temp.people('paint', true), '{mia,sid}',
    'the owner, and the managers where wanted'
);
select is(
    pg_temp.people('mould', false), '{sam,sid}',
    'without an owner all people of the supplier, and of no other'
);
select is(pg_temp.people('run', true), '{mia}', 'nobody twice');
select is(
    (
        select array_agg(t.id order by t.id)
        from suppliers._task_people(
            array(
                select i.id from suppliers.task_instances as i
                where i.project_id = 2001
            ),
            true
        ) as p
        cross join unnest(p.task_ids) as t (id)
        where p.user_id = tests.user('mia')
    ),
    array(
        select i.id
        from suppliers.task_instances as i
        where i.project_id = 2001
        order by i.id
    ),
    'a person has each task once'
);
delete from suppliers.supplier_users
where user_id = tests.user('sid');
select is(
    pg_temp.people('paint', false), '{sam}',
    'an owner who left is told nothing; those who are there are'
);
update auth.users set raw_app_meta_data = '{"roles": ["analyst"]}'
where id in (tests.user('sam'), tests.user('mia'));
select is(
    pg_temp.people('paint', true), null, 'who has lost the app role is not notified'
);
select is(pg_temp.people('run', true), null, 'an owner neither');

select * from finish();
rollback;
