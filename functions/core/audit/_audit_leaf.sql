-- core._audit_leaf: the hash of one entry, computed as an RFC 6962 leaf.
--
-- The canonical text is the jsonb array [id, xid, changed_at, table_name, operation,
-- role, fields], as Postgres writes jsonb, in UTF-8; changed_at is UTC with
-- microseconds; fields has the hash of each field by its name, in hex. The columns are
-- listed one by one, so a column that is added later does not change the hash of older
-- entries.

create or replace function core._audit_leaf(p_entry core.audit_entries)
    returns bytea
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select sha256(
        '\x00'::bytea || convert_to(
            jsonb_build_array(
                p_entry.id,
                p_entry.xid,
                to_char(
                    p_entry.changed_at at time zone 'UTC',
                    'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                ),
                p_entry.table_name,
                p_entry.operation,
                p_entry.role,
                jsonb_object_agg(f.name, encode(f.sha256, 'hex'))
            )::text, 'UTF8'
        )
    )
    from core._audit_fields(p_entry) as f
$$;

comment on function core._audit_leaf(core.audit_entries) is
    'SHA-256 over 0x00 and the canonical text of the entry: hashes for its values.';
