-- Proves functions/filters/fold/_sum_changes.sql.
begin;
select plan(5);

-- Given: the small shop; b1 has a line more, b9 is new, a line came and went.
select tests.small_shop();
select tests.sell('b1', 'fizz', 'food/drinks', 500);
select tests.sell('b9', 'crisp', null, 10, 's1');
select tests.sell('b3', 'crisp', 'food/snacks', 9999);
delete from filters.transactions
where price_minor = 9999;

create temporary table given as
select
    array(
        select row(l.*)::filters.line_changes from filters.line_changes as l
    ) as changes,
    array(
        select row(
            t.store_id, t.basket_id, t.category_id, t.brand_id
        )::filters.basket_line
        from filters.transactions as t
        where t.basket_id in (select l.basket_id from filters.line_changes as l)
    ) as lines;
create temporary table summed as
select
    s.store_key,
    k.category_key,
    d.brand_key,
    n.*
from given as g
cross join lateral filters._sum_changes(
    g.changes, g.lines, filters._size_baskets(g.changes, g.lines)
) as n
inner join filters.store_groups as p on n.group_id = p.id
inner join filters.stores as s on p.store_id = s.id
left join master.categories as k on n.category_id = k.id
left join master.brands as d on n.brand_id = d.id;

select results_eq(
    $$ select category_key, brand_key, lines, min_added, max_added, bit_count(bits)
       from pg_temp.summed where store_key = 's1' and is_changed
       order by category_key nulls first, brand_key nulls first $$,
    $$ values
        (null, null, 2::bigint, 10::bigint, 500::bigint, 2::bigint),
        (null, 'crisp', 1, 10, 10, 2), (null, 'fizz', 1, 500, 500, 1),
        ('food/drinks', null, 1, 500, 500, 1), ('food/drinks', 'fizz', 1, 500, 500, 1) $$,
    'each cell where a line came, with the changed baskets that are in it now'
);
select results_eq(
    $$ select category_key, brand_key, size_min, size_max, old_min, old_max
       from pg_temp.summed where store_key = 's1'
       order by category_key nulls first, brand_key nulls first $$,
    $$ values
        (null, null, 1::bigint, 4::bigint, 3::bigint, 3::bigint),
        (null, 'crisp', 1, 4, 3, 3), (null, 'fizz', 4, 4, 3, 3),
        ('food/drinks', null, 4, 4, 3, 3), ('food/drinks', 'fizz', 4, 4, 3, 3),
        ('food/snacks', null, 4, 4, 3, 3), ('food/snacks', 'crisp', 4, 4, 3, 3) $$,
    'and each cell of a basket that grew, with the sizes of then and now'
);
select results_eq(
    $$ select lines, bit_count(bits), is_changed from pg_temp.summed
       where store_key = 's1' and category_key = 'food/snacks' $$,
    $$ values (0::bigint, 1::bigint, false), (0, 1, false) $$,
    'where no line changed there is nothing to add'
);
select results_eq(
    $$ select distinct lines, min_added, max_gone from pg_temp.summed
       where store_key = 's2' $$,
    $$ values (0::bigint, null::bigint, null::bigint) $$,
    'what cancels out is in its cells, with nothing to add'
);
select is_empty(
    $$ select n.group_id
       from pg_temp.summed as n
       inner join filters.store_groups as p on n.group_id = p.id
       where
           length(n.mask) <> p.capacity
           or length(n.bits) <> p.capacity
           or (select sum(c) from unnest(n.price_counts) as c) <> n.lines $$,
    'bitmaps are as long as the store says, histograms say as much as the counts'
);

select * from finish();
rollback;
