-- Proves functions/core/demo/_run_demo_chunk.sql.
begin;
select plan(2);

-- Given: any operation.
create temporary table operation on commit drop as
select row(
    1, 'core.demo', 'running', '{}', 2, 0, 0, 0, null, false, null, null, now(), null,
    now(), null, null
)::core.operations as it;

select is(
    (
        select core._run_demo_chunk(o.it, '[{"sku": "A", "price": "5"}]')
        from operation as o
    ),
    '[]', 'a line with a price is taken'
);
select is(
    (
        select
            core._run_demo_chunk(
                o.it, '[{"sku": "A", "price": "5"}, {"sku": "B", "price": "free"}, 7]'
            )
        from operation as o
    ),
    '[{"place": 2, "key": "core.invalid_argument", "detail":
    "The price of B is not a number: free."},
    {"place": 3, "key": "core.invalid_argument", "detail":
    "The price of null is not a number: null."}]',
    'others are refused'
);

select * from finish();
rollback;
