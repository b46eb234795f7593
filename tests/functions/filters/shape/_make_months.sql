-- Proves functions/filters/shape/_make_months.sql.
begin;
select plan(5);

-- Given: a table of lines by month.
create table filters.transactions_new (
    like filters.transactions including all excluding indexes
) partition by range (sold_at);
select filters._make_months('2024-12-01Z', '2025-02-01Z');

select results_eq(
    $$ select partition::text, from_at, until_at
       from core._partition_bounds('filters.transactions_new') $$,
    $$ values
        ('filters.transactions_p2024_12', '2024-12-01Z'::timestamptz,
            '2025-01-01Z'::timestamptz),
        ('filters.transactions_p2025_01', '2025-01-01Z', '2025-02-01Z'),
        ('filters.transactions_p2025_02', '2025-02-01Z', '2025-03-01Z'),
        ('filters.transactions_default', null, null) $$,
    'each month has its partition, and other times the default one'
);
select is_empty(
    $$ select b.partition from core._partition_bounds('filters.transactions_new') as b
       inner join pg_class as c on b.partition = c.oid where not c.relrowsecurity $$,
    'each has row-level security'
);
select is_empty(
    $$ select b.partition from core._partition_bounds('filters.transactions_new') as b
       where (
           select count(*) from pg_trigger as t
           where t.tgrelid = b.partition and not t.tgisinternal
       ) <> 8 $$,
    'and the triggers that note changes and keep keys'
);
select is(
    (select count(*) from pg_trigger as t
     where t.tgrelid = 'filters.transactions_new'::regclass and not t.tgisinternal),
    4::bigint, 'the table keeps keys, and counts nothing yet'
);
select is(
    (select count(*) from filters.unfolded_changes), 0::bigint, 'nothing was written'
);

select * from finish();
rollback;
