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

select * from tests.is_audited(
    'filters.stores', (select id from t_row), '{"name": "T"}'
);
select results_eq(
    $$ select kind from t_place $$,
    $$ values ('store') $$,
    'a new store has its group at once'
);

select * from finish();
rollback;
