-- core.list_history: the audit entries of one row, newest first.
--
-- Definer: no caller may read entries; the app role decides. Entries of one row are in
-- the order of their ids: a second writer of a row waits for the first one.

create or replace function core.list_history(
    p_table_name text,
    p_row_id text,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_row_id text;
    v_page core.page;
    v_items jsonb;
begin
    perform core.require_role('admin', 'analyst');
    v_row_id := core._audited_row_id(p_table_name, p_row_id);
    v_page := core.read_page('core.list_history', p_after, p_page_size, '{bigint}');

    select jsonb_agg(to_jsonb(n) order by n.id desc)
    into v_items
    from (
        select
            e.id, e.xid, e.changed_at, e.table_name, e.row_id, e.operation,
            e.old_values, e.actor_id, e.role, e.request_id, e.reason,
            e.erased -> 'fields' as erased
        from core.audit_entries as e
        where
            e.table_name = p_table_name
            and e.row_id = v_row_id
            and e.id < coalesce(v_page.key[1]::bigint, 9223372036854775807)
        order by e.id desc
        limit v_page.size + 1
    ) as n;

    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function core.list_history(text, text, text, integer)
to authenticated, service_role;

comment on function core.list_history(text, text, text, integer) is
$$The audit entries of one row, newest first.

table_name is schema.table; row_id is the key as text, or a JSON array for a key of
several columns. Keys are compared as values, whatever their spelling. old_values has
the old values of changed columns, or the whole deleted row; null for an insert. erased
has the fields that core.erase_person erased, by row_id, who (actor_id, request_id and
reason) or old.<column>. For app roles admin and analyst.
Returns: {items: [{id: bigint, xid: bigint, changed_at: timestamptz, table_name: text,
row_id: text, operation: "insert" | "update" | "delete", old_values: {[text]: jsonb} |
null, actor_id: uuid | null, role: text, request_id: text | null, reason: text | null,
erased: {[text]: {sha256: text, erasure_id: bigint}} | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 core.table_not_audited, PT422
core.invalid_argument (row_id is not a key), core.invalid_cursor,
core.invalid_page_size.
Example: {"table_name": "core.settings", "row_id": "core.trusted_proxies"}
Budget: 50 ms.
$$;
