-- Proves triggers/filters/bulk_writes.sql.
begin;
select plan(2);

select triggers_are(
    'filters', 'bulk_writes', array['t70_fold'], 'bulk_writes has exactly this trigger'
);
select results_eq(
    $$ select tgdeferrable, tginitdeferred from pg_catalog.pg_trigger
       where tgrelid = 'filters.bulk_writes'::regclass $$,
    $$ values (true, true) $$,
    'which fires when the transaction commits'
);

select * from finish();
rollback;
