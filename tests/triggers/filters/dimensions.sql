-- Proves triggers/filters/dimensions.sql.j2.
begin;
select plan(5);

select triggers_are(
    'filters', 'dimensions',
    array[
        't70_add_state', 't75_raise_version', 't80_audit_delete', 't80_audit_insert',
        't80_audit_truncate', 't80_audit_update'
    ],
    'dimensions has exactly these triggers'
);
insert into filters.dimensions (name, label, position, source_table, column_name)
values ('shelf', 'Shelf', 7, 'filters.transactions', 'product_key');
select isnt_empty(
    $$ select from filters.dimension_states where dimension = 'shelf' $$,
    'a new dimension has its state'
);

update filters.dimensions set unfilled = '{1}'
where name = 'brand';
select is_empty(
    $$ select from core.audit_entries
       where table_name = 'filters.dimensions' and operation = 'update' $$,
    'a part of a fill is no entry'
);
update filters.dimensions set label = 'B'
where name = 'brand';
select is(
    (select old_values ->> 'label' from core.audit_entries
     where table_name = 'filters.dimensions' and operation = 'update'),
    'Brand', 'any other change is'
);
select has_trigger(
    'filters', 'dimensions', 't80_audit_truncate', 'a TRUNCATE is recorded'
);

select * from finish();
rollback;
