-- Proves triggers/suppliers/contacts.sql.j2.
begin;
select plan(5);

-- Given: a row that came, changed and went.
select tests.small_project();
insert into suppliers.contacts (supplier_id, name) values (3001, 'T');
create temporary table t_row as
select t.id::text as id from suppliers.contacts as t
where t.name = 'T';
update suppliers.contacts set name = 'U'
where name in ('T', 'U');
update suppliers.contacts set name = 'U'
where name in ('T', 'U');
delete from suppliers.contacts
where name in ('T', 'U');

select * from tests.is_audited(
    'suppliers.contacts', (select id from t_row), '{"name": "T"}'
);
select triggers_are(
    'suppliers', 'contacts',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate'
    ],
    'contacts has exactly these triggers'
);

select * from finish();
rollback;
