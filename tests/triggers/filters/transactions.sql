-- Proves triggers/filters/transactions.sql.
begin;
select plan(7);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.noted() returns bigint language sql as $$
    select coalesce(sum(lines), 0)::bigint from filters.line_changes
$$;

select triggers_are(
    'filters', 'transactions',
    array[
        't70_note_inserted', 't70_note_updated', 't70_note_deleted',
        't70_note_truncated'
    ],
    'transactions has exactly these triggers'
);
select is_empty(
    $$ select tgname from pg_catalog.pg_trigger
       where tgrelid = 'filters.transactions'::regclass and tgenabled <> 'O' $$,
    'a load, which counts by itself, leaves them enabled'
);

select tests.sell('b1', 'fizz', 'food/drinks', 1);
select is(pg_temp.noted(), 1::bigint, 'an insert is noted');
update filters.transactions set price_minor = 3
where price_minor = 1;
select results_eq(
    $$ select price_minor, sum(lines)::bigint from filters.line_changes
       group by price_minor
       having sum(lines) <> 0 $$,
    $$ values (3::bigint, 1::bigint) $$,
    'an update is noted'
);
delete from filters.transactions
where price_minor = 999;
select is(pg_temp.noted(), 0::bigint, 'a delete is noted');

merge into filters.transactions as t
using (
    values (3::bigint), (999)
) as n (price_minor)
    on t.price_minor = n.price_minor
when matched then
    delete
when not matched then
    insert (basket_id, store_id, product_key, price_minor, quantity, sold_at)
    values (
        (
            select id from filters.baskets
            where basket_key = 'b4'
        ),
        (
            select id from filters.stores
            where store_key = 's3'
        ),
        'thing', n.price_minor, 1, now()
    );
select results_eq(
    $$ select price_minor, sum(lines)::bigint from filters.line_changes
       where brand_id is null
       group by price_minor $$,
    $$ values (999::bigint, 1::bigint) $$,
    'a merge is noted for each thing it does'
);

truncate filters.transactions;
select is(
    tests.filter_answers(), tests.naive_answers(), 'a truncate takes every count away'
);

select * from finish();
rollback;
