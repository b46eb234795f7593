-- Proves functions/filters/fold/_list_new_values.sql.
begin;
select plan(4);

-- Given: the small shop, a new brand, and then forty.
select tests.small_shop();
insert into master.brands (brand_key, name)
values ('dash', 'Dash');
create function pg_temp.list(p_brands text) returns void language sql as $$
    select filters._list_new_values(
        array(
            select row('brand', id, 7)::filters.value_change
            from master.brands
            where brand_key like p_brands
        )
    )
$$;
do $$ begin perform pg_temp.list('dash'); end $$;
select results_eq(
    $$ select value collate "default", rank, lines from filters.dimension_values
       where dimension = 'brand'
       order by rank $$,
    $$ values
        ('crisp', 1048576::bigint, 2::bigint), ('dash', 1572864, 7),
        ('fizz', 2097152, 4) $$,
    'a few stand in the gaps where they belong'
);

insert into master.brands (brand_key, name)
select
    'dash' || n as brand_key,
    'Dash' as name
from generate_series(1, 40) as n;
do $$ begin perform pg_temp.list('dash_%'); end $$;
select results_eq(
    $$ select value_id, rank from filters.dimension_values
       where dimension = 'brand'
       order by rank $$,
    $$ select
           value_id,
           1048576 * row_number() over (
               order by label collate "C", value collate "C"
           )
       from filters.dimension_values
       where dimension = 'brand' $$,
    'many are ranked together with all others'
);
select results_eq(
    $$ select label collate "default", search, parent, lines
       from filters.dimension_values
       where value = 'dash40' $$,
    $$ values ('Dash', e'dash\ndash40', null, 7::bigint) $$,
    'with all that a page shows and a search reads'
);
select throws_ok(
    $$ select filters._list_new_values(
           array(
               select row('brand', -n, 1)::filters.value_change
               from generate_series(1, 40) as n
           )
       ) $$,
    '23502', null,
    'a value without a master row is a bug'
);

select * from finish();
rollback;
