-- Proves functions/filters/fold/_raise_version.sql.
begin;
select plan(2);

create temporary table before as
select
    dimension,
    version
from filters.dimension_states;
select is(
    filters._raise_version('brand', 3),
    (
        select version + 3
        from pg_temp.before
        where dimension = 'brand'
    ),
    'a version rises by what was folded'
);
select results_eq(
    $$ select count(*) from filters.dimension_states as s
       inner join pg_temp.before as b on s.dimension = b.dimension
       where s.version <> b.version $$,
    $$ values (1::bigint) $$,
    'no other does'
);

select * from finish();
rollback;
