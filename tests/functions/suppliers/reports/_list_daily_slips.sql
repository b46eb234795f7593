-- Proves functions/suppliers/reports/_list_daily_slips.sql.
begin;
select plan(4);

-- Given: slips of two projects (10, 11) and two suppliers (20, 21).
insert into suppliers.daily_slips
values
(10, 20, '2026-01-01', 'design', 1, 2), (10, 21, '2026-01-31', 'design', 2, 3),
(11, 20, '2026-02-15', 'design', 1, 9), (10, 20, '2026-02-01', 'material', 1, 4);
create function pg_temp.listed(
    p_by text, p_projects bigint[], p_suppliers bigint[], p_supplier bigint
)
    returns text language sql as $$
    select string_agg(
        concat_ws(' ', f.group_id, f.cause, f.slips, f.slip_days), ', '
        order by f.group_id, f.cause
    )
    from suppliers._list_daily_slips(
        '2026-01-01', '2026-02-14', p_by, p_projects, p_suppliers, p_supplier
    ) as f
$$;

select is(
    pg_temp.listed('supplier', null, null, null),
    '20 design 1 2, 20 material 1 4, 21 design 2 3',
    'slips of the period, by supplier and cause'
);
select is(
    pg_temp.listed('month', null, null, 20), '46021 design 1 2, 46052 material 1 4',
    'by month, those of one supplier'
);
select is(
    pg_temp.listed('project', '{}', '{21}', null), '10 design 2 3',
    'those of one''s own'
);
select is(pg_temp.listed('supplier', '{}', '{}', null), null, 'nothing for a stranger');

select * from finish();
rollback;
