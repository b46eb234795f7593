-- Proves triggers/suppliers/project_managers.sql.j2.
begin;
select plan(3);

-- Given: a row that came, moved and went.
select tests.small_project();
insert into suppliers.project_managers (project_id, user_id)
values (2001, tests.user('eve'));
update suppliers.project_managers set project_id = 2002
where user_id = tests.user('eve');
delete from suppliers.project_managers
where user_id = tests.user('eve');

select is(
    (
        select array_agg(e.operation order by e.row_id, e.id)
        from core.audit_entries as e
        where
            e.table_name = 'suppliers.project_managers'
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
            e.table_name = 'suppliers.project_managers'
            and e.operation = 'delete'
            and e.row_id::jsonb ->> 0 = '2002'
    ),
    jsonb_build_object('project_id', 2002, 'user_id', tests.user('eve')),
    'a deleted row is kept whole'
);
select triggers_are(
    'suppliers', 'project_managers',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate'
    ],
    'project_managers has exactly these triggers'
);

select * from finish();
rollback;
