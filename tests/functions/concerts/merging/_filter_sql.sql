-- Proves functions/concerts/merging/_filter_sql.sql.
begin;
select plan(2);

select is(concerts._filter_sql('entity', 'a''b'), 't.entity = ''a''''b''', 'a filter');
select is(concerts._filter_sql(null, null), 'true', 'no filter');

select * from finish();
rollback;
