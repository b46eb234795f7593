-- Proves sql/seeds/filters/invariants.sql.j2.
begin;
select plan(18);

-- Given: the small shop.
select tests.small_shop();

-- Given: the counted shop.
select tests.counted_shop();

create function pg_temp.violations(p_name text)
    returns bigint
    language plpgsql
as $$
declare
    v_count bigint;
begin
    execute format(
        'select count(*) from (%s) as v',
        (select query from core.invariants where name = p_name)
    )
    into v_count;
    return v_count;
end;
$$;

-- Break something, ask, and take it back.
create function pg_temp.violations_after(p_damage text, p_name text)
    returns bigint
    language plpgsql
as $$
declare
    v_count bigint;
begin
    execute p_damage;
    v_count := pg_temp.violations(p_name);
    raise exception 'undo';
exception
    when raise_exception then
        return v_count;
end;
$$;

select is_empty(
    $$ select name from core.invariants
       where module = 'filters' and pg_temp.violations(name) > 0 $$,
    'a load breaks no invariant'
);
select cmp_ok(
    pg_temp.violations_after(damage, name), '>', 0::bigint,
    name || ' finds what is wrong'
)
from (
    values
    (
        'filters.cells_are_counted',
        $$ update filters.cells set price_max = price_max + 1
           where group_id > 0 and category_id = 0 $$
    ),
    (
        'filters.cells_are_counted',
        $$ update filters.cells set size_max = size_max + 1
           where group_id > 0 and category_id = 0 $$
    ),
    (
        'filters.groups_add_up',
        $$ update filters.cells set lines = lines + 1
           where group_id = 0 and category_id > 0 $$
    ),
    (
        'filters.baskets_are_counted',
        $$ update filters.cells set baskets = baskets + 1 where category_id > 0 $$
    ),
    (
        'filters.bitmaps_fit',
        $$ update filters.cells set bits = bits || b'0' where bits is not null $$
    ),
    (
        'filters.basket_sizes_are_counted',
        $$ delete from filters.basket_sizes where bucket = 1 $$
    ),
    (
        'filters.values_are_listed',
        $$ update filters.dimension_values set rank = -rank where true $$
    ),
    (
        'filters.places_are_where_stores_are',
        $$ update filters.store_groups set city_id = null where true $$
    ),
    (
        'filters.baskets_have_their_lines',
        $$ update filters.baskets set line_count = line_count + 1 where true $$
    ),
    (
        'filters.ordinals_have_no_gap',
        $$ update filters.baskets set ordinal = ordinal + 5 where true $$
    ),
    (
        'filters.counters_are_counted',
        $$ update filters.value_counts set lines = lines + 1 where true $$
    ),
    (
        'filters.counts_are_numbered',
        $$ update filters.dimension_states set counts = counts + 1 where true $$
    ),
    (
        'filters.counters_are_compiled',
        $$ drop trigger t70_count_insert on t_shop.lines $$
    ),
    (
        'filters.fills_go_on',
        $$ update filters.dimensions set state = 'filling', fill_number = 9
           where name = 'size' $$
    ),
    (
        'filters.dimensions_are_allowed',
        $$ alter table t_shop.lines enable row level security $$
    ),
    (
        'filters.orphans_are_pruned',
        $$ with late as (
               update filters.dimensions set prune_after = '1 day'
               where name = 'brand'
               returning name
           )
           insert into filters.orphans (dimension, value, since_at)
           select name, 'ghost', core.now() - interval '9 days' from late $$
    )
) as broken (name, damage);

-- Given: lines by month, one with a key.
update filters.transactions set line_key = 'bag'
where price_minor = 0;
select tests.reshape_lines('months');
select is(
    pg_temp.violations_after(
        $$ update filters.line_keys set sold_at = sold_at + interval '1 day'
           where line_key = 'bag' $$,
        'filters.keys_are_those_of_lines'
    ), 2::bigint,
    'filters.keys_are_those_of_lines finds a key that leads to no line'
);

select * from finish();
rollback;
