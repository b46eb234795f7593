-- Proves sql/seeds/suppliers/settings.sql.j2.
begin;
select plan(1);

select is_empty(
    $$ select s.name
       from (
           values ('supplier_list'), ('project'), ('task_templates')
       ) as s (name)
       where not core.setting('suppliers.cache.' || s.name)
           ?& array['fresh_seconds', 'stale_seconds'] $$,
    'every cache has its times'
);

select * from finish();
rollback;
