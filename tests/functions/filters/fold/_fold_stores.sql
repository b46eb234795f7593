-- Proves functions/filters/fold/_fold_stores.sql.
begin;
select plan(24);

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

-- Given: three baskets with one line, one of the first store with two and with four.
do $$ begin perform filters._fold_all(); end $$;
delete from filters.transactions
where true;
do $$ begin perform filters._fold_all(); end $$;
select tests.sell(n.basket, n.brand, n.category, n.price, 's1')
from (
    values
    ('c1', 'fizz', 'food/drinks', 1),
    ('c2', 'fizz', 'food/drinks', 2),
    ('c3', 'fizz', 'food/drinks', 3), ('c3', 'crisp', 'food/snacks', 4),
    ('c4', 'fizz', 'food/drinks', 5), ('c4', 'fizz', 'food/drinks', 6),
    ('c4', 'crisp', 'food/drinks', 7), ('c4', null, null, 8)
) as n (basket, brand, category, price);
do $$ begin perform filters._fold_all(); end $$;

-- The range of sizes of the first store's cells: all, Fizz and Crisp.
create function pg_temp.sizes()
    returns table (brand text, size_min bigint, size_max bigint, is_exact boolean)
    language sql
as $$
    select coalesce(d.brand_key, 'all'), c.size_min, c.size_max, c.has_exact_sizes
    from filters.cells as c
    inner join filters.store_groups as p on c.group_id = p.id
    inner join filters.stores as s on p.store_id = s.id and s.store_key = 's1'
    left join master.brands as d on c.brand_id = d.id
    where c.category_id = 0
    order by d.brand_key desc nulls first
$$;
-- Change lines, fold the stores, and say what the ranges are and how many are wrong.
create function pg_temp.after(p_changes text)
    returns table (brand text, size_min bigint, size_max bigint, is_exact boolean)
    language plpgsql
as $$
begin
    execute p_changes;
    perform filters.fold_lines();
    if exists (select from filters.list_wrong_cells()) then
        raise exception 'A cell is wrong.';
    end if;
    return query select * from pg_temp.sizes();
end;
$$;

select results_eq(
    $$ select * from pg_temp.sizes() $$,
    $$ values
       ('all', 1::bigint, 4::bigint, true), ('fizz', 1, 4, true),
       ('crisp', 2, 4, true) $$,
    'a cell knows its smallest and its biggest basket'
);
select results_eq(
    $$ select * from pg_temp.after(
        'select tests.sell(''c3'', null, ''food/drinks'', 9)'
    ) $$,
    $$ values
       ('all', 1::bigint, 4::bigint, true), ('fizz', 1, 4, true),
       ('crisp', 2, 4, false) $$,
    'a basket that grows by another line is no longer the smallest of its cells'
);
select is(filters.tighten_ranges(), 1::bigint, 'which is read again');
select results_eq(
    $$ select * from pg_temp.sizes() $$,
    $$ values
       ('all', 1::bigint, 4::bigint, true), ('fizz', 1, 4, true),
       ('crisp', 3, 4, true) $$,
    'and says what is'
);
select results_eq(
    $$ select * from pg_temp.after(
        'select tests.sell(''c1'', null, ''food/drinks'', 10)'
    ) $$,
    $$ values
       ('all', 1::bigint, 4::bigint, true), ('fizz', 1, 4, true),
       ('crisp', 3, 4, true) $$,
    'an end that two baskets hold stays, if a basket of one line is left'
);
select results_eq(
    $$ select * from pg_temp.after('
        select tests.sell(''c2'', null, ''food/drinks'', 11);
        delete from filters.transactions where price_minor = 10
    ') $$,
    $$ values
       ('all', 1::bigint, 4::bigint, true), ('fizz', 1, 4, true),
       ('crisp', 3, 4, true) $$,
    'or if another basket takes it'
);
select results_eq(
    $$ select * from pg_temp.after(
        'select tests.sell(''c4'', ''fizz'', ''food/snacks'', 12)'
    ) $$,
    $$ values
       ('all', 1::bigint, 5::bigint, true), ('fizz', 1, 5, true),
       ('crisp', 3, 5, true) $$,
    'the biggest basket that grows is the biggest'
);
select results_eq(
    $$ select * from pg_temp.after(
        'delete from filters.transactions where price_minor = 12'
    ) $$,
    $$ values
       ('all', 1::bigint, 5::bigint, false), ('fizz', 1, 5, false),
       ('crisp', 3, 5, false) $$,
    'when it shrinks the range is a bound, also where it lost no line'
);
select results_eq(
    $$ select * from pg_temp.after(
        'select tests.sell(''c3'', ''crisp'', null, n) from generate_series(21, 22) as n'
    ) $$,
    $$ values
       ('all', 1::bigint, 5::bigint, false), ('fizz', 1, 5, false),
       ('crisp', 3, 5, false) $$,
    'one end alone does not make it exact again'
);
select results_eq(
    $$ select * from pg_temp.after('
        select tests.sell(''c4'', null, ''food/snacks'', 13);
        delete from filters.transactions where price_minor in (21, 22)
    ') $$,
    $$ values
       ('all', 1::bigint, 5::bigint, false), ('fizz', 1, 5, false),
       ('crisp', 3, 5, true) $$,
    'both ends do, and so do changed baskets alone'
);
select cmp_ok(filters.tighten_ranges(), '>', 0::bigint, 'the rest is read again');
select results_eq(
    $$ select * from pg_temp.after(
        'delete from filters.transactions where price_minor = 7'
    ) $$,
    $$ values
       ('all', 1::bigint, 5::bigint, false), ('fizz', 1, 5, false),
       ('crisp', 3, 5, false) $$,
    'so it is where the biggest basket has no line any more'
);
select results_eq(
    $$ select * from pg_temp.after('
        delete from filters.transactions as t
        using filters.baskets as b
        where t.basket_id = b.id and b.basket_key in (''c1'', ''c2'', ''c4'')
    ') $$,
    $$ values
       ('all', 1::bigint, 5::bigint, false), ('fizz', 1, 5, false),
       ('crisp', 3, 5, false) $$,
    'and when baskets go'
);
select cmp_ok(filters.tighten_ranges(), '>', 0::bigint, 'that is read again');
select results_eq(
    $$ select * from pg_temp.after('
        update filters.transactions
        set category_id = (
            select id from master.categories where category_key = ''food/drinks''
        )
        where price_minor = 4
    ') $$,
    $$ values
       ('all', 3::bigint, 3::bigint, true), ('fizz', 3, 3, true),
       ('crisp', 3, 3, true) $$,
    'a basket that moves to another cell keeps its size'
);
select is_empty(
    $$ select k.category_key
       from filters.cells as c
       inner join master.categories as k on c.category_id = k.id
       where c.bits is not null and k.category_key = 'food/snacks' $$,
    'and is in the cell no more'
);
select results_eq(
    $$ select * from pg_temp.after(
        'select tests.sell(''c5'', ''fizz'', ''food/drinks'', 30, ''s1'')'
    ) $$,
    $$ values
       ('all', 1::bigint, 3::bigint, true), ('fizz', 1, 3, true),
       ('crisp', 3, 3, true) $$,
    'a new basket widens the range'
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
