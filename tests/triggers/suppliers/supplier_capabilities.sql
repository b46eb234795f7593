-- Proves triggers/suppliers/supplier_capabilities.sql.j2.
begin;
select plan(5);

-- Given: a row that came, changed and went.
select tests.small_project();
insert into suppliers.supplier_capabilities (
    supplier_id, capability_code, valid_from_on
)
values (3001, 'welding', '2026-01-01');
create temporary table t_row as
select '["3001", "welding", "2026-01-01"]' as id;
update suppliers.supplier_capabilities set valid_until_on = '2026-12-31'
where supplier_id = 3001 and capability_code = 'welding';
update suppliers.supplier_capabilities set valid_until_on = '2026-12-31'
where supplier_id = 3001 and capability_code = 'welding';
delete from suppliers.supplier_capabilities
where supplier_id = 3001 and capability_code = 'welding';

select * from tests.is_audited(
    'suppliers.supplier_capabilities', (select id from t_row),
    '{"valid_until_on": null}'
);
select triggers_are(
    'suppliers', 'supplier_capabilities',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate'
    ],
    'supplier_capabilities has exactly these triggers'
);

select * from finish();
rollback;
