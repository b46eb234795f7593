-- Proves functions/commerce/stock_takes/_correction_postings.sql.
begin;
select plan(1);

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

reset role;
select results_eq(
    $$ select v.sku, p.quantity, p.from_state, p.to_state
       from unnest(commerce._correction_postings((select id from t_take))) as p
       inner join commerce.variants as v on p.variant_id = v.id order by v.sku $$,
    $$ values ('MUG', 2, 'adjustment', 'on_hand'),
              ('SHIRT-S', 3, 'on_hand', 'adjustment') $$,
    'each line that differs becomes a movement'
);

select * from finish();
rollback;
