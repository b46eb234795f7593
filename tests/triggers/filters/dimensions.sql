-- Proves triggers/filters/dimensions.sql.j2.
begin;
select plan(3);

update filters.dimensions set version = version + 1
where name = 'brand';
select is_empty(
    $$ select from core.audit_entries
       where table_name = 'filters.dimensions' and operation = 'update' $$,
    'a fold is no entry'
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
