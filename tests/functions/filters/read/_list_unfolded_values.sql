-- Proves functions/filters/read/_list_unfolded_values.sql.
begin;
select plan(6);

-- Given: the small shop, and brands that no fold has listed yet.
select tests.small_shop();
insert into master.brands (brand_key, name)
values ('ant', 'Ant'), ('dash', 'Dash'), ('dash2', 'Dash'), ('zest', 'Zest');
select tests.sell('b1', b, 'food/drinks', 1)
from unnest('{zest,dash2,ant,dash}'::text[]) as b;

select results_eq(
    $$ select f.value, f.label, f.search, d.value collate "default"
       from filters._list_unfolded_values('brand') as f
       left join filters.dimension_values as d
           on d.dimension = 'brand' and f.rank = d.rank
       order by f.value $$,
    $$ values
        ('ant', 'Ant', e'ant\nant', null), ('dash', 'Dash', e'dash\ndash', 'crisp'),
        ('dash2', 'Dash', e'dash\ndash2', 'crisp'), ('zest', 'Zest', e'zest\nzest', 'fizz') $$,
    'each knows the listed value that it stands behind'
);
select is_empty(
    $$ select * from filters._list_unfolded_values('city') $$,
    'a dimension without new values has none'
);

delete from filters.transactions
where brand_id = (
    select id from master.brands
    where brand_key = 'ant'
);
select is(
    (select count(*) from filters._list_unfolded_values('brand')), 3::bigint,
    'a value that went again before a fold is none'
);
do $$ begin perform filters._fold_all(); end $$;
select is_empty(
    $$ select * from filters._list_unfolded_values('brand') $$,
    'a fold lists them'
);

-- Given: twenty brands that are listed, twenty before them that are not.
insert into master.brands (brand_key, name)
select
    b || n as brand_key,
    initcap(b || n) as name
from unnest('{old,a}'::text[]) as b
cross join generate_series(1, 20) as n;
select tests.sell('b1', 'old' || n, 'food/drinks', 1) from generate_series(1, 20) as n;
do $$ begin perform filters._fold_all(); end $$;
select tests.sell('b1', 'a' || n, 'food/drinks', 1) from generate_series(1, 20) as n;
-- A look-up by id is one by the index of ids, as in a table that is not small: the
-- planner has to know its rows to tell that index from the one of ranks.
set local enable_seqscan = off;
analyze filters.dimension_values;
create function pg_temp.rows_read() returns bigint language sql as $$
    select seq_tup_read + coalesce(idx_tup_fetch, 0)
    from pg_catalog.pg_stat_xact_all_tables
    where relid = 'filters.dimension_values'::regclass
$$;
create temporary table read_before as
select pg_temp.rows_read() as rows;
select is(
    (select count(*) from filters._list_unfolded_values('brand')), 20::bigint,
    'many are found'
);
select cmp_ok(
    pg_temp.rows_read() - (select rows from pg_temp.read_before),
    '<', 100::bigint,
    'in one pass over those that are listed'
);

select * from finish();
rollback;
