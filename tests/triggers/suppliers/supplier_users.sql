-- Proves triggers/suppliers/supplier_users.sql.j2.
begin;
select plan(3);

-- Given: a row that came, moved and went.
select tests.small_project();
insert into suppliers.supplier_users (supplier_id, user_id)
values (3001, tests.user('eve'));
update suppliers.supplier_users set supplier_id = 3002
where user_id = tests.user('eve');
delete from suppliers.supplier_users
where user_id = tests.user('eve');

select is(
    (
        select array_agg(e.operation order by e.row_id, e.id)
        from core.audit_entries as e
        where
            e.table_name = 'suppliers.supplier_users'
            and strpos(e.row_id, tests.user('eve')::text) > 0
    ),
    array['insert', 'delete', 'insert', 'delete'],
    'every change is an entry, a move one for each of the two'
);
select is(
    (
        select e.old_values
        from core.audit_entries as e
        where
            e.table_name = 'suppliers.supplier_users'
            and e.operation = 'delete'
            and e.row_id::jsonb ->> 0 = '3002'
    ),
    jsonb_build_object('supplier_id', 3002, 'user_id', tests.user('eve')),
    'a deleted row is kept whole'
);
select triggers_are(
    'suppliers', 'supplier_users',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate'
    ],
    'supplier_users has exactly these triggers'
);

select * from finish();
rollback;
