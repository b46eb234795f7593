-- Proves functions/suppliers/notices/run_announce_dates.sql.
begin;
select plan(6);

-- Given: PEN, whose tasks mould are due on 2099-01-09.
select tests.small_project();
delete from core.notifications
where true;
create function pg_temp.run(p_at timestamptz) returns setof text language plpgsql as $$
begin
    perform tests.set_clock(p_at);
    perform suppliers.run_announce_dates(null::core.jobs);
    return query
    with old as (delete from core.notifications where true returning *)

    select concat_ws(' ', u.name, split_part(o.kind, '.', 3), o.payload ->> 'code')
    from old as o
    inner join unnest('{mia,noa,sam,sue,sol}'::text[]) as u (name)
        on o.user_id = tests.user(u.name);
end;
$$;

select set_eq(
    $$ select pg_temp.run('2099-01-06 12:00+00') $$,
    $$ values ('sam due_soon mould'), ('sue due_soon mould') $$,
    'people of suppliers are told what is due soon'
);
select is_empty(
    $$ select pg_temp.run('2099-01-06 13:00+00') $$, 'once for each date, read or not'
);
select set_eq(
    $$ select pg_temp.run('2099-01-10 12:00+00') $$,
    $$ values
        ('sam overdue mould'), ('sue overdue mould'), ('mia overdue mould'),
        ('sam due_soon paint'), ('sue due_soon paint') $$,
    'managers are told what is overdue, each task on its own'
);
update suppliers.task_instances set due_on = '2099-01-12'
where id = tests.task_of('ACME', 'mould');
select set_eq(
    $$ select pg_temp.run('2099-01-10 13:00+00') $$,
    $$ values ('sam due_soon mould') $$, 'a task with another date is told again'
);
update suppliers.task_instances set due_on = '2099-01-13'
where id = tests.task_of('ACME', 'mould');
update suppliers.task_instances set due_on = '2099-01-12'
where id = tests.task_of('ACME', 'mould');
select is_empty(
    $$ select pg_temp.run('2099-01-10 14:00+00') $$,
    'but not for a date that it had before'
);
select is(
    (
        select k.sql_function from core.job_kinds as k
        where k.kind = 'suppliers.announce_dates'
    ),
    'suppliers.run_announce_dates', 'it is the handler of its kind'
);

select * from finish();
rollback;
