-- core._disclose_entry: what the leaf of an entry commits to, with the salts.

create or replace function core._disclose_entry(p_entry core.audit_entries)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', p_entry.id,
        'xid', p_entry.xid,
        'changed_at', to_char(
            p_entry.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
        ),
        'table_name', p_entry.table_name,
        'operation', p_entry.operation,
        'role', p_entry.role,
        'fields', jsonb_object_agg(
            f.name,
            coalesce(
                p_entry.erased #> array['fields', f.name],
                jsonb_build_object('value', f.value, 'salt', encode(f.salt, 'hex'))
            )
        )
    )
    from core._audit_fields(p_entry) as f
$$;

comment on function core._disclose_entry(core.audit_entries) is
$${id, xid, changed_at, table_name, operation, role, fields}.

A field is {value, salt}, or {sha256, erasure_id} where it was erased.
$$;
