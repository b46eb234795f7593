-- Proves functions/filters/read/_measure_sizes.sql.
begin;
select plan(18);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.sizes(p_within jsonb)
    returns filters.span
    language plpgsql
as $$
declare
    v_selection filters.selection := filters._read_within(p_within);
    v_changes filters.measured_changes := filters._measure_changes(v_selection);
begin
    return filters._measure_sizes(
        v_selection,
        array(select s from filters._measure_stores(v_selection, null, v_changes) as s),
        v_changes
    );
end;
$$;

select is(
    pg_temp.sizes('{}'), row(1, 3)::filters.span, 'nothing narrowed: all baskets'
);
select is(
    pg_temp.sizes('{"brand": "crisp"}'), row(2, 3)::filters.span,
    'a basket that matches counts with its whole size'
);
select is(
    pg_temp.sizes('{"brand": "none such"}'), row(null, null)::filters.span,
    'nothing matches: no ends'
);

-- Seven lines more in b1; one less in b3.
select tests.sell('b1', 'fizz', 'food/drinks', p)
from generate_series(1, 7) as p;
delete from filters.transactions
where price_minor = 175;
create temporary table asked as
select
    w::jsonb as within,
    row(low, high)::filters.span as expected
from (
    values
    ('{}', 1, 10),
    ('{"brand": "crisp"}', 1, 10),
    ('{"brand": ["crisp", "fizz"], "region": "NCR"}', 1, 10)
) as n (w, low, high);
select is(
    pg_temp.sizes(within), expected,
    'changed baskets are as big as they are: ' || within::text
)
from asked;
do $$ begin perform filters._fold_all(); end $$;
select is(
    pg_temp.sizes(within), expected, 'and the same when folded: ' || within::text
)
from asked;

-- The biggest basket shrinks, and goes; b2 stays as it is.
delete from filters.transactions
where price_minor in (1, 2, 3);
select is(
    pg_temp.sizes('{"region": "NCR"}'), row(1, 7)::filters.span,
    'a changed basket does not count as it was'
);
do $$ begin perform filters._fold_all(); end $$;
select isnt_empty(
    $$ select * from filters.cells where not has_exact_sizes and size_max = 10 $$,
    'a fold that made the biggest basket smaller left a bound'
);
select is(
    pg_temp.sizes('{"region": "NCR"}'), row(1, 7)::filters.span,
    'a bound beyond what is known is looked at'
);
delete from filters.transactions as t
using filters.baskets as b
where t.basket_id = b.id and b.basket_key = 'b1';
select is(
    pg_temp.sizes('{"region": "NCR"}'), row(1, 1)::filters.span,
    'a bound with a change too: the baskets that did not change are looked at'
);
select is(
    pg_temp.sizes('{"brand": "crisp", "region": "NCR"}'), row(null, null)::filters.span,
    'without any there are no ends'
);
do $$ begin perform filters._fold_all(); end $$;
select is(
    pg_temp.sizes('{"region": "NCR"}'), row(1, 1)::filters.span, 'folded or not'
);
update filters.cells
set size_min = 1, size_max = 1, has_exact_sizes = false
where size_min = 1 and size_max = 1 and category_id = 0;
select is(
    pg_temp.sizes('{}'), row(1, 1)::filters.span, 'bounds of all stores are looked at'
);
delete from filters.transactions
where true;
select is(
    pg_temp.sizes('{}'), row(null, null)::filters.span, 'without lines: no ends'
);
do $$ begin perform filters._fold_all(); end $$;
select is(
    pg_temp.sizes('{}'), row(null, null)::filters.span, 'folded or not'
);

select * from finish();
rollback;
