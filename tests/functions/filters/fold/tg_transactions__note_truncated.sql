-- Proves functions/filters/fold/tg_transactions__note_truncated.sql.
begin;
select plan(6);

-- Given: the small shop, with a change that is not folded.
select tests.small_shop();
select tests.sell('b1', 'fizz', null, 1);
create temporary table versions as
select filters._version_of('brand') as was;

truncate filters.transactions;
select is(
    tests.filter_answers(), tests.naive_answers(), 'without lines nothing is counted'
);
select cmp_ok(
    filters._version_of('brand'), '>', (select was from versions),
    'the version rises, changes that were not folded included'
);
select is(
    (select count(*) from filters.value_changes), 12::bigint,
    'an event is due for every value'
);
select is_empty(
    $$ select i.name from core.invariants as i
       where i.module = 'filters' and (core.run_invariant(i.name)).violations > 0 $$,
    'no invariant is broken'
);

select tests.sell('b1', 'fizz', 'food/drinks', 7);
select tests.sell('b9', 'crisp', 'food/snacks', 7, 's1');
select is(
    tests.filter_answers(), tests.naive_answers(), 'lines that come later are counted'
);
do $$ begin perform filters._fold_all(); end $$;
select is(
    tests.filter_answers(), tests.naive_answers(), 'and folded'
);

select * from finish();
rollback;
