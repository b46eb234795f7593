-- Proves functions/suppliers/reports/_list_open_work.sql.
begin;
select plan(4);

-- Given: work in January; today is 2099-02-02. The mould of BOLT has not begun.
select tests.worked_project();
create function pg_temp.work(p_supplier_id bigint) returns text[] language sql as $$
    select array_agg(
        concat_ws(' ', w.status, w.open, w.late, w.not_begun, w.days_0_7, w.days_8_30,
            w.days_31_90, w.days_over_90, w.oldest_days)
        order by w.status
    )
    from suppliers._list_open_work(
        array(
            select s.id from suppliers.supplier_projects as s
            where s.supplier_id = p_supplier_id
        )
    ) as w
$$;

select is(
    pg_temp.work(3001), '{planned 2 2 0 1 1 0 0 17}',
    'a planned task is as old as the day on which it should have begun'
);
select is(
    pg_temp.work(3003), '{planned 2 0 1 1 0 0 0 0}', 'that day may be today, or come'
);
select suppliers.update_task_status(
    tests.task_of('BOLT', 'mould'), 'in_progress'
)::text;
select is(
    (pg_temp.work(3002))[1], 'in_progress 1 1 0 1 0 0 0 0',
    'once it has begun, it is as old as the work'
);
select tests.set_clock('2099-05-04T10:00Z');
select is(
    pg_temp.work(3002), '{in_progress 1 1 0 0 0 0 1 91,planned 2 2 0 0 0 0 2 109}',
    'and grows older'
);

select * from finish();
rollback;
