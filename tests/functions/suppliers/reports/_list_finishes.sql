-- Proves functions/suppliers/reports/_list_finishes.sql.
begin;
select plan(4);

-- Given: tasks of two projects (10, 11) and two suppliers (20, 21).
insert into suppliers.finished_tasks
values
(1, 10, 20, '2026-01-01', true, true, 3), (2, 10, 21, '2026-01-31', false, true, 3),
(3, 11, 20, '2026-02-15', false, false, null), (4, 10, 20, '2026-02-01', true, true, 5);
insert into suppliers.summed_months values ('2026-01-01', '1', true);
insert into suppliers.monthly_finishes
values ('2026-01-01', 'supplier', 20, 3, 700, 600, 500);
create function pg_temp.listed(p_since date, p_projects bigint[], p_supplier bigint)
    returns text language sql as $$
    select string_agg(
        concat_ws(' ', f.group_id, coalesce(f.lead_days, 0), f.finished, f.kept_first,
            f.kept_last), ', ' order by f.group_id, f.lead_days
    )
    from suppliers._list_finishes(
        p_since, '2026-02-14', 'supplier', p_projects, '{}', p_supplier
    ) as f
$$;

select is(
    pg_temp.listed('2026-01-01', null, null), '20 3 700 600 500, 20 5 1 1 1',
    'a whole month is read from its sums, the days around it from the tasks'
);
select is(
    pg_temp.listed('2026-01-02', null, null), '20 5 1 1 1, 21 3 1 0 1',
    'a part of a month is read from the tasks'
);
select is(
    pg_temp.listed('2026-01-01', null, 21), '21 3 1 0 1', 'and so is one supplier'
);
select is(
    pg_temp.listed('2026-01-01', '{10}', null), '20 3 1 1 1, 20 5 1 1 1, 21 3 1 0 1',
    'and the projects of a manager'
);

select * from finish();
rollback;
