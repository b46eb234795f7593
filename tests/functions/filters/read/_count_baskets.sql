-- Proves functions/filters/read/_count_baskets.sql.
begin;
select plan(8);

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
create function pg_temp.baskets(p_within jsonb) returns bigint language sql as $$
    select filters._count_baskets(
        pg_temp.stores(filters._read_within(p_within)),
        filters._measure_changes(filters._read_within(p_within))
    )
$$;

select is(pg_temp.baskets('{}'), 4::bigint, 'nothing narrowed: every basket');
select is(
    pg_temp.baskets('{"brand": ["fizz", "crisp"], "region": "NCR"}'), 2::bigint,
    'a basket with lines of two brands counts once'
);

-- b1 loses its line of Crisp, b2 gets one, b9 is new.
delete from filters.transactions
where price_minor = 200;
select tests.sell('b2', 'crisp', 'food/snacks', 10);
select tests.sell('b9', 'crisp', 'food/snacks', 10, 's1');
create temporary table asked as
select
    w::jsonb as within,
    n.baskets as expected
from (
    values
    ('{}', 5::bigint),
    ('{"brand": "crisp"}', 3),
    ('{"brand": ["crisp", "fizz"]}', 5)
) as n (w, baskets);

select is(
    pg_temp.baskets(within), expected,
    'changed baskets count as they are: ' || within::text
)
from asked;
do $$ begin perform filters._fold_all(); end $$;
select is(
    pg_temp.baskets(within), expected, 'and the same when folded: ' || within::text
)
from asked;

select * from finish();
rollback;
