-- Proves functions/suppliers/reports/tg_task_instances__progress.sql.
begin;
select plan(5);

-- Given: two projects.
select tests.small_project();
create function pg_temp.days(p_supplier text) returns text language sql as $$
    select string_agg(
        concat_ws(' ', d.progressed_on, d.made, d.done, d.cancelled), ', '
        order by d.progressed_on
    )
    from suppliers.daily_progress as d
    inner join suppliers.suppliers as s on d.supplier_id = s.id
    where s.code = p_supplier and d.progressed_on > '2099-01-01'
$$;

select results_eq(
    $$ select d.project_id, d.supplier_id, d.made, d.done, d.cancelled
       from suppliers.daily_progress as d order by 1, 2 $$,
    $$ values (2001::bigint, 3001::bigint, 4, 0, 0), (2001, 3002, 4, 0, 0),
       (2002, 3003, 2, 0, 0) $$,
    'tasks that are made are counted per supplier'
);
select tests.set_clock('2099-01-12T10:00Z');
update suppliers.task_instances
set status = 'in_progress', started_at = core.now(), changed_at = core.now()
where id in (tests.task_of('ACME', 'mould'), tests.task_of('ACME', 'paint'));
select is(pg_temp.days('ACME'), null, 'a start is no progress');
update suppliers.task_instances
set status = 'done', finished_at = core.now(), changed_at = core.now()
where id in (tests.task_of('ACME', 'mould'), tests.task_of('ACME', 'paint'));
update suppliers.task_instances
set status = 'cancelled', finished_at = core.now(), changed_at = core.now()
where id = tests.task_of('ACME', 'run');
select is(pg_temp.days('ACME'), '2099-01-12 0 2 1', 'ends and cancellations are');
select tests.set_clock('2099-01-13T10:00Z');
update suppliers.task_instances
set status = 'in_progress', finished_at = null, changed_at = core.now()
where id = tests.task_of('ACME', 'mould');
update suppliers.task_instances
set status = 'planned', finished_at = null, changed_at = core.now()
where id = tests.task_of('ACME', 'run');
select is(
    pg_temp.days('ACME'), '2099-01-12 0 2 1, 2099-01-13 0 -1 -1',
    'what comes back is taken away on the day on which it comes back'
);
select is(pg_temp.days('BOLT'), null, 'other suppliers have no part in it');

select * from finish();
rollback;
