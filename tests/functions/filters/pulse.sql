-- Proves functions/filters/pulse.sql.
begin;
select plan(5);

-- Given: the small shop, and one line more.
select tests.small_shop();
select tests.sell('b4', 'crisp', 'food/drinks', 1);

set local role app_worker;
select is(filters.pulse(), false, 'a worker folds: nothing is left');
reset role;
select is_empty($$ select * from filters.line_changes $$, 'changes are folded');
select is(
    (
        select count(*) from core.events
        where type = 'filters.dimension.changed'
    ), 2::bigint, 'and told'
);

select tests.sell('x' || n, null, null, 5, 's1')
from generate_series(1, 2001) as n;
select is(filters.pulse(), true, 'a full batch says that more may wait');
select is(filters.pulse(), false, 'the rest does not');

select * from finish();
rollback;
