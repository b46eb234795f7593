-- Proves functions/concerts/feeds/_read_day.sql.
begin;
select plan(1);

select results_eq(
    $$ select concerts._read_day(x) from unnest(
        '{2020-04-18,27-04-2025,1900-01-01,31-02-2020,2020-4-1,x,"",3000-01-01}'::text[]
    ) as x $$,
    $$ values ('2020-04-18'::date), ('2025-04-27'), (null), (null), (null), (null),
        (null), (null) $$,
    'both spellings are read; 1900-01-01 and other text are null'
);

select * from finish();
rollback;
