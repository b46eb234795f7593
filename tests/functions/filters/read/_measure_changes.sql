-- Proves functions/filters/read/_measure_changes.sql.
begin;
select plan(13);

-- Given: the small shop; b1 has one line more, b3 one less, b9 is new.
select tests.small_shop();
select is(
    filters._measure_changes(null), null::filters.measured_changes,
    'nothing changed: nothing to add'
);
select tests.sell('b1', 'fizz', 'food/drinks', 100);
delete from filters.transactions
where price_minor = -200;
select tests.sell('b9', 'fizz', 'food/drinks', 100, 's1');

create function pg_temp.changes(p_within jsonb)
    returns filters.measured_changes
    language sql
as $$
    select filters._measure_changes(filters._read_within(p_within))
$$;
create function pg_temp.named(p_dimension text, p_counts filters.counts)
    returns jsonb
    language sql
as $$
    select jsonb_object_agg(v.value, c.lines)
    from unnest(p_counts.value_ids, p_counts.lines) as c (value_id, lines)
    inner join filters.dimension_values as v
        on v.dimension = p_dimension and c.value_id = v.value_id
$$;
create function pg_temp.sizes(p_within jsonb) returns bigint[] language sql as $$
    select array(select s from unnest((pg_temp.changes(p_within)).sizes) as s order by s)
$$;

create temporary table asked as
select
    n.words,
    n.w::jsonb as within,
    n.sizes::bigint[] as sizes
from (
    values
    ('each changed basket with a line', '{}', '{1,1,4}'),
    ('those with a line of the brand', '{"brand": "fizz", "region": "NCR"}', '{1,4}'),
    ('an older line counts', '{"brand": "crisp", "region": "NCR"}', '{4}')
) as n (words, w, sizes);
select is(pg_temp.sizes(within), sizes, words)
from asked;

select is(
    pg_temp.named('region', ((pg_temp.changes('{"region": "NCR"}')).attributes).region),
    '{"NCR": 2, "Region VII": -1}', 'a dimension does not narrow itself'
);
select is(
    pg_temp.named('brand', (pg_temp.changes('{"region": "NCR"}')).brands),
    '{"fizz": 2}', 'the others do'
);
select is(
    pg_temp.named(
        'category', (pg_temp.changes('{"region": "NCR", "brand": "crisp"}')).categories
    ),
    null, 'what cancels out or does not match is left out'
);
select is(
    (select row(c.lines, c.low, c.high) from pg_temp.changes('{}') as c),
    row(1::bigint, 100::bigint, 100::bigint), 'lines in all, and prices that came'
);
select is(
    (select c.price_counts from pg_temp.changes('{}') as c),
    '{-1,0,2,0,0,0,0,0,0,0}', 'lines by bucket of prices'
);
select is(
    (
        select array_agg(s.store_key)
        from pg_temp.changes('{}') as c
        cross join unnest(c.bounded_ids) as b (id)
        inner join filters.store_groups as p on b.id = p.id
        inner join filters.stores as s on p.store_id = s.id
    ),
    '{s2}', 'where a line went'
);
select results_eq(
    $$ select s.store_key, length(m.mask), bit_count(m.mask), b.basket_key
       from pg_temp.changes('{"brand": "crisp"}') as c
       cross join unnest(c.group_ids, c.masks) as m (group_id, mask)
       inner join filters.store_groups as p on m.group_id = p.id
       inner join filters.stores as s on p.store_id = s.id
       inner join filters.baskets as b on s.id = b.store_id and b.ordinal is not null
       where get_bit(m.mask, b.ordinal::integer) = 1
       order by s.store_key $$,
    $$ values ('s1', 64, 1::bigint, 'b1'), ('s2', 64, 1, 'b3') $$,
    'the bit of each changed basket, whatever it holds, as long as the bitmaps'
);

do $$ begin perform filters._fold_all(); end $$;
select is(
    filters._measure_changes(null), null::filters.measured_changes,
    'after a fold nothing is out of date'
);
select tests.sell('b1', 'fizz', 'food/drinks', 100);
select tests.login_as(tests.user('ada'));
select is(
    (filters._measure_changes(null)).lines, 1::bigint,
    'a caller without a grant on lines may ask'
);

select * from finish();
rollback;
