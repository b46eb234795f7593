-- Rendered from sql/seeds/commerce/operation_kinds.sql.j2; edit that file, not this one.
-- Seeds of core.operation_kinds: the bulk operations of commerce.

insert into core.operation_kinds (
    kind, chunk_function, chunk_size, parallel, max_items, description
)
values
(
    'commerce.rebuild_orders', 'commerce._rebuild_orders', 1, 1, 1000000,
    'Folds the events of all orders again.'
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
