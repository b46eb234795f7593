-- Proves functions/suppliers/reports/_list_burn_up.sql.
begin;
select plan(3);

-- Given: tasks that came, were done, and came back, in three weeks.
insert into suppliers.daily_progress
values
(10, 20, '2026-01-05', 5, 0, 0), (10, 20, '2026-01-11', 0, 2, 1),
(10, 21, '2026-01-11', 3, 0, 0), (10, 20, '2026-01-19', 0, -1, -1),
(11, 20, '2026-01-05', 9, 9, 9);

select results_eq(
    $$ select * from suppliers._list_burn_up(10, '{20, 21}', '2026-01-26')
       order by 1 $$,
    $$ values (date '2026-01-05', 7::bigint, 2::bigint), ('2026-01-12', 7, 2),
       ('2026-01-19', 8, 1), ('2026-01-26', 8, 1) $$,
    'every week from the first to the present one'
);
select results_eq(
    $$ select * from suppliers._list_burn_up(10, '{21}', '2026-01-06') order by 1 $$,
    $$ values (date '2026-01-05', 3::bigint, 0::bigint) $$,
    'of the suppliers that are asked for'
);
select is_empty(
    $$ select from suppliers._list_burn_up(12, '{20}', '2026-01-06') $$,
    'a project without tasks has none'
);

select * from finish();
rollback;
