-- Rendered from sql/seeds/suppliers/operation_kinds.sql.j2; edit that file, not this one.
-- Seeds of core.operation_kinds: the bulk operations of suppliers.

insert into core.operation_kinds (
    kind, chunk_function, chunk_size, parallel, max_items, description
)
values
(
    'suppliers.bulk_update_status', 'suppliers._run_bulk', 1000, 2, 100000,
    'Gives many tasks one status.'
),
(
    'suppliers.bulk_update_due_dates', 'suppliers._run_bulk', 1000, 2, 100000,
    'Moves the dates of many tasks of a project.'
)
on conflict (kind) do update
set
    chunk_function = excluded.chunk_function,
    chunk_size = excluded.chunk_size,
    parallel = excluded.parallel,
    max_items = excluded.max_items,
    description = excluded.description
where
    (
        operation_kinds.chunk_function,
        operation_kinds.chunk_size,
        operation_kinds.parallel,
        operation_kinds.max_items,
        operation_kinds.description
    )
    is distinct from (
        excluded.chunk_function,
        excluded.chunk_size,
        excluded.parallel,
        excluded.max_items,
        excluded.description
    );
