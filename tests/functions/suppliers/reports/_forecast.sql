-- Proves functions/suppliers/reports/_forecast.sql.
begin;
select plan(2);

-- Given: two projects.
select tests.small_project();

select is(
    suppliers._forecast(jsonb_build_object('supplier_project_id', s.id))
    ->> 'supplier_id',
    '3001', 'the forecast of a supplier in a project'
)
from suppliers.supplier_projects as s
where s.supplier_id = 3001;
select is(suppliers._forecast('{"supplier_project_id": 0}'), null, 'or none');

select * from finish();
rollback;
