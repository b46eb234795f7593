-- Proves triggers/filters/dimensions.sql.j2.
begin;
select plan(7);

-- Given: one row that came, changed and went.
insert into filters.dimensions (name, label, position, source_table, column_name)
values ('shelf', 'Shelf', 7, 'filters.transactions', 'product_key');
create temporary table t_state as
select s.dimension from filters.dimension_states as s
where s.dimension = 'shelf';
update filters.dimensions set label = 'S'
where name = 'shelf';
update filters.dimensions set label = 'S'
where name = 'shelf';
delete from filters.dimensions
where name = 'shelf';

select * from tests.is_audited('filters.dimensions', 'shelf', '{"label": "Shelf"}');
select isnt_empty($$ select from t_state $$, 'a new dimension has its state');
select triggers_are(
    'filters', 'dimensions',
    array[
        't70_add_state', 't75_raise_version', 't80_audit_delete', 't80_audit_insert',
        't80_audit_truncate', 't80_audit_update'
    ],
    'dimensions has exactly these triggers'
);

update filters.dimensions set unfilled = '{1}'
where name = 'brand';
select is_empty(
    $$ select from core.audit_entries
       where table_name = 'filters.dimensions' and row_id = 'brand'
       and operation = 'update' $$,
    'a part of a fill has no entry'
);

select * from finish();
rollback;
