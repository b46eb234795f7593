-- Proves sql/seeds/filters/operation_kinds.sql.j2.
begin;
select plan(1);

select is(
    (select chunk_function from core.operation_kinds
     where kind = 'filters.fill_dimension'),
    'filters._fill_dimension', 'a fill is bulk work'
);

select * from finish();
rollback;
