-- Proves triggers/suppliers/calendar_tokens.sql.j2.
begin;
select plan(2);

insert into suppliers.calendar_tokens (id, user_id, name, token_hash, created_at)
overriding system value
values (-1, tests.user('ada'), 'Phone', sha256('phone'), '2026-01-01');
update suppliers.calendar_tokens set revoked_at = '2026-01-02'
where id = -1;
delete from suppliers.calendar_tokens
where id = -1;

select results_eq(
    $$ select e.operation::text collate "default",
           strpos(e::text, encode(sha256('phone'), 'hex'))
       from core.audit_entries as e
       where e.table_name = 'suppliers.calendar_tokens' order by e.id $$,
    $$ values ('insert', 0), ('update', 0), ('delete', 0) $$,
    'changes are audited, without the hash'
);
select triggers_are(
    'suppliers', 'calendar_tokens',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate'
    ],
    'calendar_tokens has exactly these triggers'
);

select * from finish();
rollback;
