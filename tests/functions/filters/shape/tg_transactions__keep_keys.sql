-- Proves functions/filters/shape/tg_transactions__keep_keys.sql.
begin;
select plan(9);

-- Given: the small shop.
select tests.small_shop();
select tests.reshape_lines('months');
insert into filters.transactions (
    line_key, basket_id, store_id, product_key, price_minor, quantity, sold_at
)
select
k.key,
b.id,
b.store_id,
'thing' as product_key,
1 as price_minor,
1 as quantity,
k.at
from filters.baskets as b
cross join (
    values
    ('k1', '2024-05-09Z'::timestamptz), ('k2', '2024-06-09Z'), (null, '2024-07-01Z')
) as k (key, at)
where b.basket_key = 'b1';
create function pg_temp.keys() returns setof text language sql as $$
    select concat_ws(' ', k.line_key, t.tableoid::regclass)
    from filters.line_keys as k
    inner join filters.transactions as t
        on k.line_id = t.id and k.sold_at = t.sold_at and k.line_key = t.line_key
    order by k.line_key
$$;

select results_eq(
    'select pg_temp.keys()',
    array['k1 filters.transactions_p2024_05', 'k2 filters.transactions_p2024_06'],
    'each key leads to the month of its line'
);
select throws_ok(
    $$ insert into filters.transactions (
           line_key, basket_id, store_id, product_key, price_minor, quantity, sold_at)
       select 'k1', id, store_id, 'thing', 1, 1, '2025-01-01Z' from filters.baskets
       where basket_key = 'b1' $$,
    '23505', null, 'a key of another month is not taken twice'
);
update filters.transactions set sold_at = '2024-09-09Z'
where line_key = 'k1';
select results_eq(
    'select pg_temp.keys()',
    array['k1 filters.transactions_p2024_09', 'k2 filters.transactions_p2024_06'],
    'it follows a line to another month'
);
update filters.transactions
set line_key = case line_key when 'k1' then 'k2' else 'k1' end
where line_key is not null;
select results_eq(
    'select pg_temp.keys()',
    array['k1 filters.transactions_p2024_06', 'k2 filters.transactions_p2024_09'],
    'two lines may change keys'
);
select throws_ok(
    $$ update filters.transactions set line_key = 'k1' where line_key = 'k2' $$,
    '23505', null, 'but not have one'
);
update filters.transactions set line_key = null
where line_key = 'k2';
delete from filters.transactions
where line_key = 'k1';
select is_empty('table filters.line_keys', 'a key goes with its line');
select is(tests.filter_answers(), tests.naive_answers(), 'the answers are right');
update filters.transactions set line_key = 'again'
where price_minor = 999;
select throws_ok(
    'truncate filters.transactions_p2024_07', 'PT409', 'filters.truncate_refused',
    'one month is not truncated'
);
truncate filters.transactions;
select is_empty('table filters.line_keys', 'all keys go with all lines');

select * from finish();
rollback;
