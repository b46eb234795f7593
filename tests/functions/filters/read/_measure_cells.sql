-- Proves functions/filters/read/_measure_cells.sql.
begin;
select plan(16);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.stores(p_selection filters.selection)
    returns filters.measured_store[]
    language sql
as $$
    select array(
        select s
        from filters._measure_stores(
            p_selection, 'price', filters._measure_changes(p_selection)
        ) as s
    )
$$;
create function pg_temp.totals(p_selection filters.selection)
    returns filters.totals
    language sql
as $$
    select filters._measure_cells(
        p_selection, pg_temp.stores(p_selection), filters._measure_changes(p_selection)
    )
$$;
create function pg_temp.prices(p_within jsonb) returns filters.span language sql as $$
    select row(n.price_min, n.price_max)::filters.span
    from pg_temp.totals(filters._read_within(p_within)) as n
$$;
create function pg_temp.lines(p_within jsonb) returns bigint language sql as $$
    select n.lines
    from pg_temp.totals(filters._read_within(p_within)) as n
$$;

select is(
    pg_temp.prices('{}'), row(-200, 999)::filters.span, 'nothing narrowed: all lines'
);
select is(
    pg_temp.prices('{"brand": "crisp", "region": "NCR"}'), row(200, 200)::filters.span,
    'or those of a selection'
);
select is(
    pg_temp.prices('{"brand": "none such"}'), row(null, null)::filters.span,
    'nothing matches: no ends'
);

select tests.sell('b1', 'crisp', 'food/drinks', 7000);
select is(
    pg_temp.prices('{"region": "NCR"}'), row(0, 7000)::filters.span,
    'what came widens the range at once'
);
delete from filters.transactions
where price_minor in (7000, 0);
select is(
    pg_temp.prices('{"region": "NCR"}'), row(150, 200)::filters.span,
    'what went narrows it at once'
);
do $$ begin perform filters._fold_all(); end $$;
select is(
    pg_temp.prices('{"region": "NCR"}'), row(150, 200)::filters.span,
    'and the same when folded'
);

select is(pg_temp.lines('{}'), 6::bigint, 'every line counts, nothing narrowed');
select is(
    pg_temp.lines('{"brand": "fizz", "region": "NCR"}'), 2::bigint,
    'or those inside a selection'
);
select tests.sell('b1', 'fizz', 'food/drinks', 160);
select is(
    pg_temp.lines('{"brand": "fizz", "region": "NCR"}'), 3::bigint,
    'a change counts before it is folded'
);
delete from filters.transactions
where price_minor = 160;
select is(pg_temp.lines('{}'), 6::bigint, 'and what went does not');

-- Given: cells that are bounds, not ranges.
select tests.sell('b1', 'crisp', 'food/drinks', 7000);
do $$ begin perform filters._fold_all(); end $$;
delete from filters.transactions
where price_minor = 7000;
do $$ begin perform filters._fold_all(); end $$;
select isnt_empty(
    $$ select * from filters.cells where not is_exact and price_max = 7000 $$,
    'a fold that took the dearest line away left a bound'
);
select is(
    pg_temp.prices('{}'), row(-200, 999)::filters.span,
    'a bound beyond what is known is looked at'
);
select is(
    pg_temp.prices('{"category": "food/drinks"}'), row(150, 999)::filters.span,
    'in a selection too, where the cell is gone'
);
update filters.cells
set price_min = 300, price_max = 400
where price_max = 7000;
select is(
    pg_temp.prices('{}'), row(-200, 999)::filters.span,
    'a bound inside of it cannot be the answer, and is not'
);

-- A line at the end of a range that goes and comes again.
do $$ begin perform filters.rebuild_values(); end $$;
update filters.transactions
set price_minor = 998
where price_minor = 999;
update filters.transactions
set price_minor = 999
where price_minor = 998;
select is(
    pg_temp.prices('{}'), row(-200, 999)::filters.span, 'what cancels out is no change'
);
delete from filters.transactions
where true;
select is(
    pg_temp.prices('{}'), row(null, null)::filters.span, 'without lines: no ends'
);

select * from finish();
rollback;
