-- Proves functions/core/audit/_audit_leaf.sql.
begin;
select plan(3);

-- Given: one entry with everything in it.
create temporary table t_entry (e core.audit_entries);
insert into t_entry (e)
values (
    row(
        7, 900, '2026-03-01 08:00:00.5+08', 'master.brands', '3', 'update',
        '{"name": "Ä", "category_id": null}', md5('ada')::uuid, 'authenticated',
        'r1', 'because', md5('salt')::uuid, null
    )::core.audit_entries
);

create function core.t_hash(p_name text, p_value text)
    returns text
    language sql
as $$
    select encode(
        sha256(
            sha256(uuid_send(md5('salt')::uuid) || convert_to(p_name, 'UTF8'))
            || convert_to(p_value, 'UTF8')
        ), 'hex'
    )
$$;

set local timezone = 'Asia/Manila';
set local datestyle = 'SQL, DMY';
select is(
    (select core._audit_leaf(t.e) from t_entry as t),
    sha256('\x00'::bytea || convert_to(
        format(
            '[7, 900, "2026-03-01T00:00:00.500000Z", "master.brands", "update", '
            '"authenticated", {"who": "%s", "row_id": "%s", "old.name": "%s", '
            '"old.category_id": "%s"}]',
            core.t_hash(
                'who', '["8c8d357b-5e87-2bba-cd45-197626bd5759", "r1", "because"]'
            ),
            core.t_hash('row_id', '"3"'),
            core.t_hash('old.name', '"Ä"'),
            core.t_hash('old.category_id', 'null')
        ), 'UTF8'
    )),
    'a leaf is the hash of 0x00 and the canonical text, in any session'
);
select isnt(
    core._audit_leaf(jsonb_populate_record(t.e, '{"old_values": {"name": "Ä"}}')),
    core._audit_leaf(t.e),
    'a null that was there and a column that did not change are two things'
) from t_entry as t;
select is(
    (
        select count(distinct core._audit_leaf(jsonb_populate_record(t.e, c.change)))
        from t_entry as t
        cross join (
            values
            ('{}'::jsonb), ('{"id": 8}'), ('{"xid": 8}'),
            ('{"changed_at": "2026-03-02"}'),
            ('{"table_name": "x"}'), ('{"row_id": "x"}'), ('{"operation": "x"}'),
            ('{"actor_id": null}'), ('{"role": "x"}'), ('{"request_id": "x"}'),
            ('{"reason": "x"}'), ('{"old_values": {"name": "B"}}'),
            ('{"old_values": null}'),
            ('{"salt": "00000000-0000-4000-8000-000000000001"}')
        ) as c (change)
    ), 14::bigint,
    'every column counts'
);

select * from finish();
rollback;
