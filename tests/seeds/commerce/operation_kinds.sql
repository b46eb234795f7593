-- Proves sql/seeds/commerce/operation_kinds.sql.j2.
begin;
select plan(1);

select is(
    (
        select k.parallel from core.operation_kinds as k
        where
            k.kind = 'commerce.rebuild_orders'
            and to_regprocedure(k.chunk_function || '(core.operations, jsonb)')
            is not null
    ),
    1, 'orders are rebuilt by one job at a time'
);

select * from finish();
rollback;
