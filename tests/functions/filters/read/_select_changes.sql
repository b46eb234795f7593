-- Proves functions/filters/read/_select_changes.sql.
begin;
select plan(9);

-- Given: the small shop, and one change in each store.
select tests.small_shop();
select tests.sell('b1', 'fizz', 'food/drinks', 1);
select tests.sell('b3', 'crisp', 'food/snacks', 2);
select tests.sell('b4', null, null, 3);

create function pg_temp.prices(p_within jsonb) returns bigint[] language sql as $$
    select array_agg(l.price_minor order by l.price_minor)
    from filters._select_changes(filters._read_within(p_within)) as l
$$;

select is(
    pg_temp.prices(w::jsonb), expected::bigint[], 'the changes inside ' || w
)
from (
    values
    ('{}', '{1,2,3}'),
    ('{"region": "NCR"}', '{1}'),
    ('{"province": "0702200000"}', '{2}'),
    ('{"city": "1380300000"}', '{1}'),
    ('{"store_class": ["A", "B"]}', '{1,2}'),
    ('{"category": "food/drinks"}', '{1}'),
    ('{"brand": "crisp"}', '{2}'),
    ('{"brand": "crisp", "region": "NCR"}', null)
) as n (w, expected);

do $$ begin perform filters._fold_all(); end $$;
select is(pg_temp.prices('{}'), null, 'a fold leaves none');

select * from finish();
rollback;
