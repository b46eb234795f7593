-- Proves functions/commerce/products/tg_locations__add_levels.sql.
begin;
select plan(5);

-- Given: the small stock with its three single variants.
select tests.small_stock();
create function pg_temp.levels_at(p_code text) returns bigint
language sql as $$
    select count(*) from commerce.stock_levels as l
    inner join commerce.locations as o on l.location_id = o.id and o.code = p_code
$$;
insert into commerce.locations (
    code, name, is_active, has_full_range, created_at, updated_at
)
values
('FULL', 'Full', true, true, core.now(), core.now()),
('PART', 'Part', true, false, core.now(), core.now()),
('SHUT', 'Shut', false, true, core.now(), core.now());

select results_eq(
    $$ select pg_temp.levels_at('FULL'), pg_temp.levels_at('PART'),
        pg_temp.levels_at('SHUT') $$,
    $$ values (3::bigint, 0::bigint, 0::bigint) $$,
    'a new location with the full range has a level of each variant but bundles'
);
update commerce.locations set is_active = true
where code = 'SHUT';
select is(pg_temp.levels_at('SHUT'), 3::bigint, 'so has one that is active again');
update commerce.locations set has_full_range = true
where code = 'PART';
select is(pg_temp.levels_at('PART'), 3::bigint, 'and one that gets the full range');
update commerce.locations set name = 'Other', is_active = false
where code = 'FULL';
select is(pg_temp.levels_at('FULL'), 3::bigint, 'a level stays');
delete from commerce.stock_levels as l
using commerce.locations as o
where l.location_id = o.id and o.code = 'PART';
update commerce.locations set name = 'Other'
where code = 'PART';
select is(pg_temp.levels_at('PART'), 0::bigint, 'another update looks for no level');

select * from finish();
rollback;
