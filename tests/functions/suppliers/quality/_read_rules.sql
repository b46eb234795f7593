-- Proves functions/suppliers/quality/_read_rules.sql.
begin;
select plan(5);

select set_eq(
    'select unnest(suppliers._read_rules(null, null))',
    $$ select name from core.data_quality_rules where module = 'suppliers' $$,
    'without a choice, all rules of the module'
);
select is(
    suppliers._read_rules('suppliers.dates_hold', 'warning'), '{suppliers.dates_hold}',
    'a rule by its name'
);
select is(
    suppliers._read_rules('suppliers.dates_hold', 'error'), '{}',
    'none where both do not fit'
);
select throws_ok(
    $$ select suppliers._read_rules('core.lids', null) $$, 'PT422',
    'core.invalid_argument', 'a rule of another module is unknown'
);
select throws_ok(
    $$ select suppliers._read_rules(null, 'grave') $$, 'PT422', 'core.invalid_argument',
    'and so is another severity'
);

select * from finish();
rollback;
