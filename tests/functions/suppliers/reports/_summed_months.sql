-- Proves functions/suppliers/reports/_summed_months.sql.
begin;
select plan(2);

-- Given: January and March are summed, February is not yet.
insert into suppliers.summed_months
values ('2026-01-01', '1', true), ('2026-02-01', '1', false), ('2026-03-01', '1', true);

select results_eq(
    $$ select * from suppliers._summed_months('2026-01-01', '2026-03-31') $$,
    '{2026-01-01, 2026-03-01}'::date[], 'months in the period that are summed'
);
select is_empty(
    $$ select * from suppliers._summed_months('2026-01-02', '2026-03-30') $$,
    'a month that begins before it, or ends after it, is none of them'
);

select * from finish();
rollback;
