-- Proves functions/suppliers/reports/_count_statuses.sql.
begin;
select plan(2);

-- Given: work in January.
select tests.worked_project();

select is(
    suppliers._count_statuses(array_agg(s.id)),
    '{"planned": 5, "in_progress": 0, "waiting": 0, "blocked": 0, "submitted": 0,
      "done": 3, "cancelled": 0}'::jsonb,
    'tasks by status'
)
from suppliers.supplier_projects as s
where s.project_id = 2001;
select is(
    suppliers._count_statuses('{}') ->> 'planned', '0', 'none without suppliers'
);

select * from finish();
rollback;
