-- Proves functions/filters/fold/tg_bulk_writes__fold.sql.
begin;
select plan(8);

-- Given: the small shop; more than three changes are many.
select tests.small_shop();
create or replace function filters._bulk_limit() returns bigint language sql immutable
as $$ select 3::bigint $$;

select tests.sell('b1', 'fizz', 'food/drinks', n)
from generate_series(1, 6) as n;
delete from filters.transactions
where price_minor = 999;
select results_eq(
    $$ select
        (select count(*) from filters.line_changes),
        (select count(*) from filters.bulk_changes) $$,
    $$ values (3::bigint, 4::bigint) $$,
    'what is more than the limit waits for the commit'
);
select is(
    tests.filter_answers(), tests.naive_answers(),
    'the transaction itself counts it at once'
);

set constraints all immediate;
select is_empty(
    $$ select * from filters.unfolded_changes $$, 'at the commit all of it is folded'
);
select is_empty($$ select * from filters.bulk_writes $$, 'and no bulk write is left');
select is(tests.filter_answers(), tests.naive_answers(), 'answers stay the same');
select is_empty(
    $$ select i.name from core.invariants as i
       where i.module = 'filters' and (core.run_invariant(i.name)).violations > 0 $$,
    'no invariant is broken'
);

-- Given: limits of four and two; another transaction left two changes.
create or replace function filters._bulk_limit() returns bigint language sql immutable
as $$ select 400::bigint $$;
create or replace function filters._backlog_limit() returns bigint language sql
immutable
as $$ select 2::bigint $$;
select set_config('filters.changes_noted', '', true);
select tests.sell('b1', 'fizz', 'food/drinks', n)
from generate_series(1, 3) as n;
insert into filters.bulk_writes default values;
set constraints all immediate;
select is_empty(
    $$ select * from filters.unfolded_changes $$,
    'a statement that finds too many unfolded changes folds them'
);
select tests.sell('b1', 'fizz', 'food/drinks', 1);
set constraints all deferred;
insert into filters.bulk_writes default values;
set constraints all immediate;
select results_eq(
    $$ select
        (select count(*) from filters.unfolded_changes),
        (select count(*) from filters.bulk_writes) $$,
    $$ values (1::bigint, 0::bigint) $$, 'unless they were folded meanwhile'
);

select * from finish();
rollback;
