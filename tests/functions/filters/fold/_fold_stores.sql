-- Proves functions/filters/fold/_fold_stores.sql.
begin;
select plan(7);

-- Given: the small shop, and a fold that goes no further than its stores.
select tests.small_shop();

create function pg_temp.fold()
    returns void
    language plpgsql
as $$
declare
    v_changes filters.line_changes[] := array(
        select row(l.*)::filters.line_changes from filters.line_changes as l
    );
    v_lines filters.basket_line[] := array(
        select row(t.store_id, t.basket_id, t.category_id, t.brand_id)::filters.basket_line
        from filters.transactions as t
        where t.basket_id in (select l.basket_id from filters.line_changes as l)
    );
begin
    perform filters._fold_stores(
        v_changes, v_lines, filters._size_baskets(v_changes, v_lines)
    );
    delete from filters.line_changes where lines <> 0;
end;
$$;

-- The cell of a store and a brand, or of all its lines.
create function pg_temp.cell(p_store text, p_brand text)
    returns table (
        lines bigint,
        baskets bigint,
        price_min bigint,
        price_max bigint,
        is_exact boolean
    )
    language sql
as $$
    select c.lines, c.baskets, c.price_min, c.price_max, c.is_exact
    from filters.cells as c
    inner join filters.store_groups as p on c.group_id = p.id
    inner join filters.stores as s on p.store_id = s.id
    where
        s.store_key = p_store
        and c.category_id = 0
        and c.brand_id = coalesce(
            (select id from master.brands where brand_key = p_brand), 0
        )
$$;

select tests.sell('b1', 'fizz', 'food/drinks', 500);
select tests.sell('b9', 'crisp', 'food/drinks', 10, 's1');
select pg_temp.fold();
select results_eq(
    $$ select * from pg_temp.cell('s1', null) $$,
    $$ values (6::bigint, 3::bigint, 0::bigint, 500::bigint, true) $$,
    'what comes is added, and widens the range of prices'
);
select results_eq(
    $$ select * from pg_temp.cell('s1', 'crisp') $$,
    $$ values (2::bigint, 2::bigint, 10::bigint, 200::bigint, true) $$,
    'in each cell that it is in'
);

delete from filters.transactions
where price_minor = 500;
select pg_temp.fold();
select results_eq(
    $$ select * from pg_temp.cell('s1', 'fizz') $$,
    $$ values (2::bigint, 2::bigint, 150::bigint, 500::bigint, false) $$,
    'when the dearest line goes the range is a bound; the basket has another line'
);

delete from filters.transactions
where price_minor = 10;
select pg_temp.fold();
select results_eq(
    $$ select lines, baskets from pg_temp.cell('s1', 'crisp') $$,
    $$ values (1::bigint, 1::bigint) $$,
    'a basket without a line leaves the cell'
);

delete from filters.transactions
where price_minor = 999;
select pg_temp.fold();
select is_empty(
    $$ select * from pg_temp.cell('s3', null) $$, 'a cell without a line goes'
);

-- A line that comes and goes again, both before a fold.
select tests.sell('b3', 'crisp', 'food/snacks', 9999);
delete from filters.transactions
where price_minor = 9999;
select pg_temp.fold();
select results_eq(
    $$ select * from pg_temp.cell('s2', null) $$,
    $$ values (2::bigint, 1::bigint, -200::bigint, 175::bigint, true) $$,
    'what cancels out leaves no trace'
);
select is_empty(
    $$ select c.group_id
       from filters.cells as c
       inner join filters.store_groups as p on c.group_id = p.id and p.kind = 'store'
       where
           bit_count(c.bits) <> c.baskets
           or length(c.bits) <> p.capacity
           or (select sum(n) from unnest(c.price_counts) as n) <> c.lines $$,
    'bitmaps and histograms say as much as the counts'
);

select * from finish();
rollback;
