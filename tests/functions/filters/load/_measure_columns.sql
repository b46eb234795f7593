-- Proves functions/filters/load/_measure_columns.sql.
begin;
select plan(2);

select results_eq(
    $$ select source, folded, filled, different, numbers, wholes, iso_dates, dmy_dates,
           mdy_dates, example
       from filters._measure_columns(
           '{A Date,n}',
           '[["04/05/2022", "1"], ["31.12.2022 08:00", "-2.50"], ["2022-05-04", " "],
             ["12-31-22", "1e3"], ["99/99/2022", null]]'
       ) $$,
    $$ values
        ('A Date', 'a_date', 5::bigint, 5::bigint, 0::bigint, 0::bigint, 1::bigint,
         2::bigint, 2::bigint, '04/05/2022'),
        ('n', 'n', 3, 3, 2, 1, 0, 0, 0, '-2.50') $$,
    'numbers and dates by their spelling; a blank is none'
);
select results_eq(
    $$ select source, filled from filters._measure_columns('{a}', '[]') $$,
    $$ values ('a', 0::bigint) $$,
    'a column without rows is there'
);

select * from finish();
rollback;
