-- Proves functions/core/audit/tg_audit_entries__refuse_change.sql.
begin;
select plan(8);

-- Given: one entry, and what it is without its name.
insert into core.audit_entries (table_name, row_id, operation, role, old_values)
values ('core.t', '3', 'delete', 'postgres', '{"name": "Ada", "age": 9}');
create temporary table t_rest as
select r.*
from core.audit_entries as e
cross join core._erase_fields(e, '{old.name}', 5, 'x') as r
where e.table_name = 'core.t';
create function core.t_write(p_old_values text)
    returns text
    language sql
as $$
    select tests.refusal(format(
        'update core.audit_entries as e set old_values = %s, erased = r.erased, '
        'salt = null from t_rest as r where e.id = r.id', p_old_values
    )) ->> 'key'
$$;

select is(
    tests.refusal($$ update core.audit_entries set old_values = null
        where table_name = 'core.t' $$) ->> 'key',
    'core.append_only', 'a value is not taken away without its hash'
);
select is(
    core.t_write($$ r.old_values || '{"name": "Bob"}' $$), 'core.append_only',
    'nor replaced by another one'
);
select is(
    core.t_write($$ r.old_values || '{"age": 8}' $$), 'core.append_only',
    'nor is another value changed with it'
);
select is(core.t_write('r.old_values'), null, 'an erasure passes');
select is(
    (
        select e.old_values
        from core.audit_entries as e
        where e.table_name = 'core.t'
    ),
    '{"name": "***", "age": 9}', 'and takes the value away'
);
select is(
    tests.refusal($$ update core.audit_entries
        set erased = erased #- '{fields,old.name}' where table_name = 'core.t' $$) ->> 'key',
    'core.append_only', 'its hash stays'
);
select is(
    tests.refusal($$ update core.audit_entries set role = 'x'
        where table_name = 'core.t' $$) ->> 'key',
    'core.append_only', 'and the entry is as fixed as before'
);
select is(
    tests.refusal($$ delete from core.audit_entries where table_name = 'core.t' $$)
    ->> 'key',
    'core.append_only', 'an entry is never removed'
);

select * from finish();
rollback;
