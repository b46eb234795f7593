-- Proves functions/commerce/purchases/_most_receivable.sql.
begin;
select plan(2);

select results_eq(
    $$ select commerce._most_receivable(q)
       from unnest(array[1, 9, 10, 1000000]) as q $$,
    array[1, 9, 11, 1100000], 'a tenth more, rounded down'
);
update core.settings set value = '0'
where name = 'commerce.over_delivery_percent';
select is(commerce._most_receivable(100), 100, 'as the setting says');

select * from finish();
rollback;
