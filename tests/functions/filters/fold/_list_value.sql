-- Proves functions/filters/fold/_list_value.sql.
begin;
select plan(5);

-- Given: the small shop, and brands before, between and after those that are listed.
select tests.small_shop();
insert into master.brands (brand_key, name)
values ('ant', 'Ant'), ('dash', 'Dash'), ('zest', 'Zest');

create function pg_temp.list(p_brand text) returns void language sql as $$
    select filters._list_value(row('brand', id, 7)::filters.value_change)
    from master.brands
    where brand_key = p_brand
$$;
do $$ begin
    perform pg_temp.list(b) from unnest('{zest,ant,dash}'::text[]) as b;
end $$;

select results_eq(
    $$ select value collate "default", rank, lines from filters.dimension_values
       where dimension = 'brand'
       order by rank $$,
    $$ values
        ('ant', 524288::bigint, 7::bigint), ('crisp', 1048576, 2),
        ('dash', 1572864, 7), ('fizz', 2097152, 4), ('zest', 3145728, 7) $$,
    'each stands in the middle of its gap, the last one a gap behind the others'
);
select results_eq(
    $$ select label collate "default", search, parent from filters.dimension_values
       where value = 'ant' $$,
    $$ values ('Ant', e'ant\nant', null) $$,
    'with all that a page shows and a search reads'
);

-- A gap that is full.
update filters.dimension_values
set rank = 1048577
where value = 'dash';
insert into master.brands (brand_key, name)
values ('daal', 'Daal');
do $$ begin perform pg_temp.list('daal'); end $$;
select results_eq(
    $$ select value collate "default", rank from filters.dimension_values
       where dimension = 'brand'
       order by rank $$,
    $$ values
        ('ant', 1048576::bigint), ('crisp', 2097152), ('daal', 3145728),
        ('dash', 4194304), ('fizz', 5242880), ('zest', 6291456) $$,
    'makes all ranks of the dimension new'
);
insert into master.brands (brand_key, name)
values ('dash2', 'Dash');
do $$ begin perform pg_temp.list('dash2'); end $$;
select cmp_ok(
    (
        select rank from filters.dimension_values
        where value = 'dash2'
    ),
    '>',
    (
        select rank from filters.dimension_values
        where value = 'dash'
    ),
    'of two values with one label the smaller one is first'
);
select throws_ok(
    $$ select filters._list_value(row('brand', -1, 1)::filters.value_change) $$,
    'P0002', null,
    'a value without a master row is a bug'
);

select * from finish();
rollback;
