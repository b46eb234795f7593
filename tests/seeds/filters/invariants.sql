-- Proves sql/seeds/filters/invariants.sql.
begin;
select plan(10);

-- Given: the small shop.
select tests.small_shop();
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

select is_empty(
    $$ select name from core.invariants
       where module = 'filters' and pg_temp.violations(name) > 0 $$,
    'a load breaks no invariant'
);

savepoint whole;
update filters.cells set price_max = price_max + 1 where place_id > 0 and category_id = 0;
select cmp_ok(
    pg_temp.violations('filters.cells_are_counted'), '>', 0::bigint,
    'filters.cells_are_counted finds what is wrong'
);
rollback to savepoint whole;

savepoint whole;
update filters.cells set lines = lines + 1 where place_id = 0 and category_id > 0;
select cmp_ok(
    pg_temp.violations('filters.groups_add_up'), '>', 0::bigint,
    'filters.groups_add_up finds what is wrong'
);
rollback to savepoint whole;

savepoint whole;
update filters.cells set baskets = baskets + 1 where category_id > 0;
select cmp_ok(
    pg_temp.violations('filters.baskets_are_counted'), '>', 0::bigint,
    'filters.baskets_are_counted finds what is wrong'
);
rollback to savepoint whole;

savepoint whole;
update filters.cells set bits = bits || b'0' where bits is not null;
select cmp_ok(
    pg_temp.violations('filters.bitmaps_fit'), '>', 0::bigint,
    'filters.bitmaps_fit finds what is wrong'
);
rollback to savepoint whole;

savepoint whole;
delete from filters.basket_sizes where bucket = 1;
select cmp_ok(
    pg_temp.violations('filters.basket_sizes_are_counted'), '>', 0::bigint,
    'filters.basket_sizes_are_counted finds what is wrong'
);
rollback to savepoint whole;

savepoint whole;
update filters.dimension_values set rank = rank + 1 where true;
select cmp_ok(
    pg_temp.violations('filters.values_are_listed'), '>', 0::bigint,
    'filters.values_are_listed finds what is wrong'
);
rollback to savepoint whole;

savepoint whole;
update filters.stores set city_id = null where true;
select cmp_ok(
    pg_temp.violations('filters.places_are_where_stores_are'), '>', 0::bigint,
    'filters.places_are_where_stores_are finds what is wrong'
);
rollback to savepoint whole;

savepoint whole;
update filters.baskets set line_count = line_count + 1 where true;
select cmp_ok(
    pg_temp.violations('filters.baskets_have_their_lines'), '>', 0::bigint,
    'filters.baskets_have_their_lines finds what is wrong'
);
rollback to savepoint whole;

savepoint whole;
update filters.baskets set ordinal = ordinal + 5 where true;
select cmp_ok(
    pg_temp.violations('filters.ordinals_have_no_gap'), '>', 0::bigint,
    'filters.ordinals_have_no_gap finds what is wrong'
);
rollback to savepoint whole;

select * from finish();
rollback;
