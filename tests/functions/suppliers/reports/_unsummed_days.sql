-- Proves functions/suppliers/reports/_unsummed_days.sql.
begin;
select plan(3);

-- Given: February is summed.
insert into suppliers.summed_months
values ('2026-02-01', '1', true), ('2026-03-01', '1', false);

select results_eq(
    $$ select * from suppliers._unsummed_days('2026-01-15', '2026-03-10') order by 1 $$,
    $$ values (date '2026-01-15', date '2026-01-31'), ('2026-03-01', '2026-03-10') $$,
    'the days around the summed months are left'
);
select results_eq(
    $$ select * from suppliers._unsummed_days('2026-02-02', '2026-02-28') $$,
    $$ values (date '2026-02-02', date '2026-02-28') $$,
    'and all days of a month of which one is missing'
);
select is_empty(
    $$ select * from suppliers._unsummed_days('2026-02-01', '2026-02-28') $$,
    'none of a month that is whole'
);

select * from finish();
rollback;
