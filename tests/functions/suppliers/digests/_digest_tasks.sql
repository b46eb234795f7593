-- Proves functions/suppliers/digests/_digest_tasks.sql.
begin;
select plan(5);

-- Given: on 2099-01-10 mould is overdue, paint is due soon; run of ACME is blocked.
select tests.set_clock('2099-01-04 12:00+00');
select tests.small_project();
update suppliers.task_instances set status = 'in_progress'
where id = tests.task_of('ACME', 'run');
update suppliers.task_instances set status = 'blocked'
where id = tests.task_of('ACME', 'run');
select tests.set_clock('2099-01-10 12:00+00');
create function pg_temp.told(p_name text, p_since timestamptz)
returns text language sql as $$
    select string_agg(
        concat_ws(' ', d.section, s.code, t.code), ', '
        order by d.section, s.code, t.code
    )
    from suppliers._digest_tasks(tests.user(p_name), p_since) as d
    inner join suppliers.task_instances as i on d.task_id = i.id
    inner join suppliers.suppliers as s on i.supplier_id = s.id
    inner join suppliers.task_templates as t on i.task_template_id = t.id
$$;

select is(
    pg_temp.told('sam', core.now()),
    'blocked ACME run, due_soon ACME paint, overdue ACME mould',
    'the people of a supplier'
);
select is(
    pg_temp.told('mia', core.now()),
    'blocked ACME run, overdue ACME mould, overdue BOLT mould',
    'a manager has what is blocked or overdue in the project'
);
select is(pg_temp.told('noa', core.now()), null, 'and in no other');
select is(
    pg_temp.told('sol', '2099-01-01'), 'assigned CLIP cup, assigned CLIP lid',
    'new tasks are assigned'
);
update suppliers.task_instances
set owner_id = tests.user('sam'), changed_at = core.now()
where id = tests.task_of('ACME', 'sample');
update suppliers.task_instances set due_on = '2099-01-20'
where id = tests.task_of('ACME', 'sample');
select is(
    pg_temp.told('sam', core.now() - interval '1 hour'),
    'assigned ACME sample, blocked ACME run, due_soon ACME paint, overdue ACME mould',
    'so are those that got an owner, whatever happened since'
);

select * from finish();
rollback;
