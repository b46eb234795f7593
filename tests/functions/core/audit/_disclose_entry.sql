-- Proves functions/core/audit/_disclose_entry.sql.
begin;
select plan(3);

-- Given: an entry, and what is left of it when its name was erased.
create temporary table t_entry (e core.audit_entries);
insert into t_entry (e)
values (
    row(
        7, 900, '2026-03-01 08:00+08', 'core.t', '3', 'delete', '{"name": "Ada"}', null,
        'authenticated', null, null, md5('salt')::uuid, null
    )::core.audit_entries
);
create temporary table t_shown as
select core._disclose_entry(core._erase_fields(t.e, '{old.name}', 5, 'x')) as it
from t_entry as t;

select is(
    (select s.it - 'fields' from t_shown as s),
    '{"id": 7, "xid": 900, "changed_at": "2026-03-01T00:00:00.000000Z",
      "table_name": "core.t", "operation": "delete", "role": "authenticated"}',
    'what is not personal is there'
);
select is(
    (select s.it #> '{fields,row_id}' ->> 'value' from t_shown as s), '3',
    'each field has its value'
);
select is(
    (
        select s.it #> '{fields,old.name}' = jsonb_build_object(
            'erasure_id', 5, 'sha256', encode(f.sha256, 'hex')
        )
        from t_shown as s
        cross join t_entry as t
        cross join core._audit_fields(t.e) as f
        where f.name = 'old.name'
    ),
    true, 'or its hash, and which erasure took the value'
);

select * from finish();
rollback;
