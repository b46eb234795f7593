-- Proves sql/seeds/suppliers/caches.sql.j2.
begin;
select plan(4);

select set_eq(
    $$ select c.name from core.caches as c where starts_with(c.name, 'suppliers.') $$,
    $$ values
       ('suppliers.supplier_list'), ('suppliers.project'), ('suppliers.task_templates'),
       ('suppliers.forecast') $$,
    'lists of suppliers, projects, templates and forecasts are cached'
);
select is_empty(
    $$ select c.name from core.caches as c
       where
           starts_with(c.name, 'suppliers.')
           and (
               core.setting(c.setting) is null
               or to_regprocedure(c.function_name || '(jsonb)') is null
           ) $$,
    'each has its setting and its function'
);
select is_empty(
    $$ select t.tag from core.caches as c
       cross join unnest(c.tags) as t (tag)
       where
           starts_with(c.name, 'suppliers.')
           and not exists (
               select from pg_catalog.pg_trigger as g
               inner join pg_catalog.pg_proc as p on g.tgfoid = p.oid
               where
                   strpos(encode(g.tgargs, 'escape'), split_part(t.tag, ':', 1)) > 0
                   or strpos(p.prosrc, split_part(t.tag, ':', 1)) > 0
           ) $$,
    'each tag is invalidated by a trigger'
);
select is(
    suppliers._list_suppliers(w.arguments) -> 'items', '[]', 'what is warmed is a page'
)
from core.caches as c
cross join jsonb_array_elements(c.warm) as w (arguments)
where c.name = 'suppliers.supplier_list';

select * from finish();
rollback;
