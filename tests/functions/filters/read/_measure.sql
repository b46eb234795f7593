-- Proves functions/filters/read/_measure.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.stores(p_selection filters.selection)
    returns filters.measured_store[]
    language sql
as $$
    select array(
        select s
        from filters._measure_stores(
            p_selection, null, filters._measure_changes(p_selection)
        ) as s
    )
$$;
create function pg_temp.measured(p_selection filters.selection)
    returns jsonb
    language sql
as $$
    select filters._measure(
        p_selection, pg_temp.stores(p_selection), filters._measure_changes(p_selection)
    )
$$;

select is(
    pg_temp.measured(null),
    '{"price": {"min": -200, "max": 999}, "basket_size": {"min": 1, "max": 3},
      "transactions": 7, "baskets": 4}',
    'nothing narrowed: everything'
);
select is(
    pg_temp.measured(
        row(null, null, null, null, null, array(select id from master.brands))
        ::filters.selection
    ) -> 'baskets',
    '4',
    'a basket with lines of two brands counts once'
);

select tests.sell('b4', 'fizz', null, 5000);
delete from filters.transactions
where price_minor = -200;
create temporary table measured as
select pg_temp.measured(null) as was;
select is(
    was,
    '{"price": {"min": 0, "max": 5000}, "basket_size": {"min": 1, "max": 3},
      "transactions": 7, "baskets": 4}',
    'changes count before they are folded'
)
from measured;
do $$ begin perform filters._fold_all(); end $$;
select is(pg_temp.measured(null), was, 'and the same afterwards') from measured;

select * from finish();
rollback;
