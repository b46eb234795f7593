-- Proves functions/filters/fold/_size_baskets.sql.
begin;
select plan(2);

-- Given: the small shop; b1 has a line more, b4 none any more, b9 is new.
select tests.small_shop();
select tests.sell('b1', 'fizz', 'food/drinks', 1);
delete from filters.transactions
where price_minor = 999;
select tests.sell('b9', 'crisp', null, 1, 's1');

create temporary table sized as
select n.*
from unnest(
    filters._size_baskets(
        array(select row(l.*)::filters.line_changes from filters.line_changes as l),
        array(
            select row(t.store_id, t.basket_id, t.category_id, t.brand_id)
                ::filters.basket_line
            from filters.transactions as t
        )
    )
) as n;

select results_eq(
    $$ select b.basket_key, s.ordinal, s.old_size, s.size
       from sized as s
       inner join filters.baskets as b on s.basket_id = b.id
       order by b.basket_key $$,
    $$ values
        ('b1', 0, 3::bigint, 4::bigint), ('b4', 0, 1, 0), ('b9', 2, 0, 1) $$,
    'each changed basket with its number, as it was and as it is'
);
select results_eq(
    $$ select basket_key, line_count from filters.baskets order by basket_key $$,
    $$ values
        ('b1', 4::bigint), ('b2', 1), ('b3', 2), ('b4', 0), ('b9', 1) $$,
    'which is written down'
);
select * from finish();
rollback;
