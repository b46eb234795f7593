-- core._erase_entries: erase a person from the audit entries.

create or replace function core._erase_entries(
    p_erasure_id bigint, p_person_kind text, p_person_key text
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows bigint;
begin
    update core.audit_entries as e
    set
        row_id = n.row_id,
        old_values = n.old_values,
        actor_id = n.actor_id,
        request_id = n.request_id,
        reason = n.reason,
        salt = n.salt,
        erased = n.erased
    from core._find_personal_fields(p_person_kind, p_person_key) as f
    inner join core.audit_entries as o
        on f.entry_id = o.id and f.changed_at = o.changed_at
    cross join lateral core._erase_fields(o, f.fields, p_erasure_id, p_person_key) as n
    where e.id = f.entry_id and e.changed_at = f.changed_at;
    get diagnostics v_rows = row_count;
    return v_rows;
end;
$$;

comment on function core._erase_entries(bigint, text, text) is
    'How many entries lost values; their leaves, and so the seals, stay.';
