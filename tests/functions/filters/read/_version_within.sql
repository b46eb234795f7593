-- Proves functions/filters/read/_version_within.sql.
begin;
select plan(3);

-- Given: the shop with registered dimensions.
select tests.registered_shop();
create temporary table seen as
select
    filters._version_within('brand', null) as alone,
    filters._version_within('brand', '{"product": ["cola"]}') as narrowed;

select is(s.alone, filters._version_of('brand'), 'the version of the dimension')
from pg_temp.seen as s;
select is(
    s.narrowed, filters._version_of('brand') + filters._version_of('product'),
    'and of those that narrow it'
)
from pg_temp.seen as s;
-- Given: a line has another product, and the brand that it had.
update filters.transactions set product_key = 'kola'
where price_minor = 999;
select cmp_ok(
    filters._version_within('brand', '{"product": ["cola"]}'), '>', s.narrowed,
    'it rises with a change of what narrows'
)
from pg_temp.seen as s;

select * from finish();
rollback;
