-- Proves functions/suppliers/reports/_reopen_months.sql.
begin;
select plan(3);

-- Given: two months that are summed.
insert into suppliers.summed_months (month_on, mark, is_summed)
values ('2026-01-01', '1', true), ('2026-02-01', '1', true);

select lives_ok('select suppliers._reopen_months(null)', 'no day does nothing');
select suppliers._reopen_months('{2026-03-05}');
select is(
    (select count(*) from suppliers.summed_months), 2::bigint,
    'nor does a day of another month'
);
select suppliers._reopen_months('{2026-02-28, 2026-02-01}');
select set_eq(
    'select month_on from suppliers.summed_months', '{2026-01-01}'::date[],
    'the month of a day is to be summed again'
);

select * from finish();
rollback;
