-- Proves triggers/suppliers/certificates.sql.j2.
begin;
select plan(5);

-- Given: a row that came, changed and went.
select tests.small_project();
insert into suppliers.certificates (
    supplier_id, capability_code, number, valid_from_on, valid_until_on
)
values (3001, 'painting', 'T', '2026-01-01', '2026-12-31');
create temporary table t_row as
select t.id::text as id from suppliers.certificates as t
where t.number = 'T';
update suppliers.certificates set number = 'U'
where number in ('T', 'U');
update suppliers.certificates set number = 'U'
where number in ('T', 'U');
delete from suppliers.certificates
where number in ('T', 'U');

select * from tests.is_audited(
    'suppliers.certificates', (select id from t_row), '{"number": "T"}'
);
select triggers_are(
    'suppliers', 'certificates',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate'
    ],
    'certificates has exactly these triggers'
);

select * from finish();
rollback;
