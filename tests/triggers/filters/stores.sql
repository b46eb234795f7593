-- Proves triggers/filters/stores.sql.j2.
begin;
select plan(5);

-- Given: one row that came, changed and went.
insert into filters.stores (store_key, name)
values ('t9', 'T');
create temporary table t_row as
select t.id::text as id from filters.stores as t
where t.store_key = 't9';
create temporary table t_place as
select p.kind from filters.store_groups as p
where p.store_id = (select r.id::bigint from t_row as r);
update filters.stores set name = 'U'
where store_key = 't9';
update filters.stores set name = 'U'
where store_key = 't9';
delete from filters.stores
where store_key = 't9';

select is(
    (
        select array_agg(e.operation order by e.id)
        from core.audit_entries as e
        where
            e.table_name = 'filters.stores'
            and e.row_id = (select r.id from t_row as r)
    ),
    array['insert', 'update', 'delete'],
    'every change of a row is an entry; an update that changes nothing is none'
);
select is(
    (
        select e.old_values
        from core.audit_entries as e
        where
            e.table_name = 'filters.stores'
            and e.row_id = (select r.id from t_row as r)
            and e.operation = 'update'
    ),
    '{"name": "T"}'::jsonb,
    'an update keeps what changed, as it was'
);
select set_eq(
    $$ select jsonb_object_keys(e.old_values)
       from core.audit_entries as e
       where e.table_name = 'filters.stores' and e.operation = 'delete'
       and e.row_id = (select r.id from t_row as r) $$,
    $$ select a.attname::text from pg_attribute as a
       where a.attrelid = 'filters.stores'::regclass
       and a.attnum > 0 and not a.attisdropped $$,
    'a deleted row is kept whole'
);
select has_trigger(
    'filters', 'stores', 't80_audit_truncate', 'a TRUNCATE is recorded'
);
select results_eq(
    $$ select kind from t_place $$,
    $$ values ('store') $$,
    'a new store has its group at once'
);

select * from finish();
rollback;
