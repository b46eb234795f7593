-- Proves triggers/suppliers/capabilities.sql.j2.
begin;
select plan(5);

-- Given: a row that came, changed and went.
insert into suppliers.capabilities (code, name) values ('t', 'T');
create temporary table t_row as
select t.code as id from suppliers.capabilities as t
where t.code = 't';
update suppliers.capabilities set name = 'U'
where code = 't';
update suppliers.capabilities set name = 'U'
where code = 't';
delete from suppliers.capabilities
where code = 't';

select * from tests.is_audited(
    'suppliers.capabilities', (select id from t_row), '{"name": "T"}'
);
select triggers_are(
    'suppliers', 'capabilities',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate'
    ],
    'capabilities has exactly these triggers'
);

select * from finish();
rollback;
