-- Proves functions/suppliers/notices/_list_unannounced.sql.
begin;
select plan(4);

-- Given: two suppliers whose tasks mould are due on 2099-01-09, and paint three days
-- later.
select tests.small_project();
create function pg_temp.listed(p_most integer) returns text language sql as $$
    select string_agg(
        format('%s %s', t.code, u.judgement), ', ' order by u.due_on, u.task_id
    )
    from suppliers._list_unannounced(p_most) as u
    inner join suppliers.task_instances as i on u.task_id = i.id
    inner join suppliers.task_templates as t on i.task_template_id = t.id
$$;

select tests.set_clock('2099-01-10 12:00+00');
select is(
    pg_temp.listed(10), 'mould overdue, mould overdue, paint due_soon, paint due_soon',
    'the earliest come first'
);
select is(pg_temp.listed(1), 'mould overdue', 'and as many as are wanted');
insert into suppliers.task_notices (task_id, kind, due_on, noticed_at)
values
(tests.task_of('ACME', 'mould'), 'overdue', '2099-01-09', now()),
(tests.task_of('BOLT', 'mould'), 'overdue', '2099-01-08', now()),
(tests.task_of('ACME', 'paint'), 'overdue', '2099-01-12', now());
select is(
    pg_temp.listed(10), 'mould overdue, paint due_soon, paint due_soon',
    'a task is left out that was announced for this date and in this way'
);
select tests.set_clock('2099-04-10 12:00+00');
select is(
    (
        select count(*) from suppliers._list_unannounced(10) as u
        where u.due_on < '2099-01-10'
    ),
    0::bigint, 'what is older than 90 days is not announced'
);

select * from finish();
rollback;
