-- Proves functions/commerce/stock_takes/count_stock.sql.
begin;
select plan(9);

-- Given: the small stock, and a stock take of the shop.
select tests.small_stock();
create temporary table t_take as
select t.id from commerce.stock_takes as t;
grant select, insert on t_take to authenticated;
select tests.login_as(tests.user('cleo'), 'warehouse');
insert into t_take
select (commerce.open_stock_take('shop') ->> 'stock_take_id')::bigint;

do $$ begin
    perform commerce.count_stock(
        (select id from t_take),
        '[{"sku": "MUG", "counted": 5}, {"sku": "SHIRT-S", "counted": 2}]'
    );
end; $$;

select is(
    (
        select jsonb_agg(n - 'counted_at')
        from jsonb_array_elements(commerce.count_stock(
            (select id from t_take), '[{"sku": "mug", "counted": 4}]'
        ) -> 'lines') as n
    ),
    '[{"sku": "MUG", "counted": 4, "expected": 3, "correction": 1},
      {"sku": "SHIRT-S", "counted": 2, "expected": 5, "correction": -3}]',
    'counts stand beside what was expected; the last one holds'
);
select throws_ok(
    format(
        'select commerce.count_stock(%s, %L)', (select t.id from t_take as t), c.counts
    ),
    'PT422', 'commerce.invalid_lines', c.rule
)
from (
    values
    ('[{"sku": "X", "counted": 1}]', 'an unknown SKU is refused'),
    ('[{"sku": "SET", "counted": 1}]', 'as is a bundle'),
    ('[{"sku": "MUG", "counted": -1}]', 'and a negative count')
) as c (counts, rule);
reset role;
update commerce.products set deleted_at = core.now()
where title = 'Mug';
select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select commerce.count_stock(
        (select id from t_take), '[{"sku": "MUG", "counted": 4}]') $$,
    'PT422', 'commerce.invalid_lines', 'and a SKU of a deleted product'
);
do $$ begin perform commerce.submit_stock_take((select id from t_take)); end; $$;

select throws_ok(
    $$ select commerce.count_stock((select id from t_take), '[]') $$,
    'PT409', 'commerce.stock_take_closed', 'what was submitted is not counted any more'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.count_stock(1, '[]') $$,
    'PT403', 'core.not_permitted', 'a customer is refused'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
insert into t_take
select (commerce.open_stock_take('MAIN') ->> 'stock_take_id')::bigint;
select throws_ok(
    $$ select commerce.count_stock(
        (select max(id) from t_take),
        (select jsonb_agg('{}'::jsonb) from generate_series(1, 501))
    ) $$,
    'PT422', 'commerce.too_many_lines', 'a call has up to 500 counts'
);
select throws_ok(
    $$ select commerce.count_stock(0, '[]') $$,
    'PT404', 'commerce.unknown_stock_take', 'an unknown stock take is refused'
);

select * from finish();
rollback;
