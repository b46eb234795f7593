-- Proves functions/filters/registry/tg_dimensions__raise_version.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();
create temporary table before as
select
    filters._version_of('brand') as brand,
    filters._version_of('city') as city,
    (filters.filter_options() ->> 'version')::bigint as options;

update filters.dimensions set state = 'off'
where name = 'brand';
select is(
    filters._version_of('brand') - brand, 1::bigint,
    'a dimension that is switched off moves on'
)
from before;
select is(filters._version_of('city'), city, 'others do not')
from before;
select cmp_ok(
    (filters.filter_options() ->> 'version')::bigint, '>', options,
    'an answer that lists it no more has a later version'
)
from before;
update filters.dimensions set state = 'live'
where name = 'brand';
select cmp_ok(
    (filters.filter_options() ->> 'version')::bigint, '>', options + 1,
    'one that lists it again another one'
)
from before;

select * from finish();
rollback;
