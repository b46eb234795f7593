-- Proves functions/suppliers/reports/_list_daily_finishes.sql.
begin;
select plan(5);

-- Given: tasks of two projects (10, 11) and two suppliers (20, 21).
insert into suppliers.finished_tasks
values
(1, 10, 20, '2026-01-01', true, true, 3), (2, 10, 21, '2026-01-31', false, true, 3),
(3, 11, 20, '2026-02-15', false, false, null), (4, 10, 20, '2026-02-01', true, true, 5);
create function pg_temp.listed(
    p_by text, p_projects bigint[], p_suppliers bigint[], p_supplier bigint
)
    returns text language sql as $$
    select string_agg(
        concat_ws(' ', f.group_id, coalesce(f.lead_days, 0), f.finished, f.kept_first,
            f.kept_last), ', ' order by f.group_id, f.lead_days
    )
    from suppliers._list_daily_finishes(
        '2026-01-01', '2026-02-14', p_by, p_projects, p_suppliers, p_supplier
    ) as f
$$;

select is(
    pg_temp.listed('supplier', null, null, null), '20 3 1 1 1, 20 5 1 1 1, 21 3 1 0 1',
    'tasks of the period, by supplier and lead time'
);
select is(
    pg_temp.listed('month', null, null, 20), '46021 3 1 1 1, 46052 5 1 1 1',
    'by month, those of one supplier'
);
select is(
    pg_temp.listed('project', '{10}', '{}', 21), '10 3 1 0 1',
    'of a supplier in the projects of a manager'
);
select is(
    pg_temp.listed('supplier', '{}', '{21}', null), '21 3 1 0 1', 'those of one''s own'
);
select is(pg_temp.listed('supplier', '{}', '{}', null), null, 'nothing for a stranger');

select * from finish();
rollback;
