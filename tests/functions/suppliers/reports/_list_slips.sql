-- Proves functions/suppliers/reports/_list_slips.sql.
begin;
select plan(4);

-- Given: slips of two projects (10, 11) and two suppliers (20, 21).
insert into suppliers.daily_slips
values
(10, 20, '2026-01-01', 'design', 1, 2), (10, 21, '2026-01-31', 'design', 2, 3),
(11, 20, '2026-02-15', 'design', 1, 9), (10, 20, '2026-02-01', 'material', 1, 4);
insert into suppliers.summed_months values ('2026-01-01', '1', true);
insert into suppliers.monthly_slips
values ('2026-01-01', 'supplier', 20, 'design', 700, 900);
create function pg_temp.listed(p_since date, p_projects bigint[], p_supplier bigint)
    returns text language sql as $$
    select string_agg(
        concat_ws(' ', f.group_id, f.cause, f.slips, f.slip_days), ', '
        order by f.group_id, f.cause
    )
    from suppliers._list_slips(
        p_since, '2026-02-14', 'supplier', p_projects, '{}', p_supplier
    ) as f
$$;

select is(
    pg_temp.listed('2026-01-01', null, null), '20 design 700 900, 20 material 1 4',
    'a whole month is read from its sums, the days around it from their own'
);
select is(
    pg_temp.listed('2026-01-02', null, null), '20 material 1 4, 21 design 2 3',
    'a part of a month is read from its days'
);
select is(
    pg_temp.listed('2026-01-01', null, 21), '21 design 2 3', 'and so is one supplier'
);
select is(
    pg_temp.listed('2026-01-01', '{11}', null), null, 'and the projects of a manager'
);

select * from finish();
rollback;
