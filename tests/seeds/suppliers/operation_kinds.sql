-- Proves sql/seeds/suppliers/operation_kinds.sql.j2.
begin;
select plan(1);

select results_eq(
    $$ select k.kind, k.max_items,
           to_regprocedure(k.chunk_function || '(core.operations, jsonb)') is not null
       from core.operation_kinds as k
       where starts_with(k.kind, 'suppliers.')
       order by k.kind $$,
    $$ values ('suppliers.bulk_update_due_dates', 100000, true),
       ('suppliers.bulk_update_status', 100000, true) $$,
    'bulk changes have functions that run their chunks'
);

select * from finish();
rollback;
