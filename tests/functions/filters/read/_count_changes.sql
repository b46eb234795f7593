-- Proves functions/filters/read/_count_changes.sql.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();

select is(
    filters._count_changes('brand', null), null::filters.counts,
    'nothing changed: null'
);

select tests.sell('b1', 'fizz', 'food/drinks', 100);
select tests.sell('b3', 'crisp', 'food/drinks', 100);
select tests.sell('b4', 'crisp', 'food/drinks', 100);
delete from filters.transactions
where price_minor in (-200, 150);

create function pg_temp.changes(p_dimension text, p_within jsonb)
    returns table (value text, lines bigint)
    language sql
as $$
    select d.value, n.lines
    from filters._count_changes(p_dimension, filters._read_within(p_within)) as c
    cross join unnest(c.value_ids, c.lines) as n (value_id, lines)
    inner join filters.dimension_values as d
        on d.dimension = p_dimension and n.value_id = d.value_id
    order by d.rank
$$;

select results_eq(
    $$ select * from pg_temp.changes('brand', '{}') $$,
    $$ values ('crisp', 1::bigint), ('fizz', -1) $$,
    'more came than went, or more went than came'
);
select results_eq(
    $$ select * from pg_temp.changes('region', '{}') $$,
    $$ values ('NCR', -1::bigint) $$,
    'what cancels out is no change; a store without region is in none'
);
select results_eq(
    $$ select * from pg_temp.changes('category', '{"store_class": "B"}') $$,
    $$ values ('food/drinks', 1::bigint), ('food/snacks', -1) $$,
    'inside a selection'
);
do $$ begin perform filters._fold_all(); end $$;
select is(
    filters._count_changes('brand', null), null::filters.counts,
    'a fold leaves none'
);

select * from finish();
rollback;
