-- core._erase_fields: an audit entry without the values of some of its fields.
--
-- Pure: the caller stores it. The hash of each erased field stays, and so do the salts
-- of the others, so the leaf is the same.

create or replace function core._erase_fields(
    p_entry core.audit_entries, p_fields text[], p_erasure_id bigint, p_person_key text
)
    returns core.audit_entries
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry core.audit_entries := p_entry;
begin
    select jsonb_build_object(
        'fields',
        coalesce(p_entry.erased -> 'fields', '{}') || coalesce(
            jsonb_object_agg(
                f.name,
                jsonb_build_object(
                    'sha256', encode(f.sha256, 'hex'), 'erasure_id', p_erasure_id
                )
            ) filter (where f.salt is not null and f.name = any(p_fields)),
            '{}'
        ),
        'salts',
        coalesce(
            jsonb_object_agg(f.name, encode(f.salt, 'hex'))
            filter (where f.salt is not null and f.name <> all(p_fields)),
            '{}'
        )
    )
    into v_entry.erased
    from core._audit_fields(p_entry) as f;
    v_entry.salt := null;

    if 'row_id' = any(p_fields) then
        v_entry.row_id := replace(p_entry.row_id, p_person_key, '***');
    end if;
    if 'who' = any(p_fields) then
        v_entry.actor_id := null;
        v_entry.request_id := null;
        v_entry.reason := null;
    end if;
    v_entry.old_values := p_entry.old_values || (
        select coalesce(jsonb_object_agg(o.key, '***'), '{}')
        from jsonb_object_keys(p_entry.old_values) as o (key)
        where 'old.' || o.key = any(p_fields)
    );
    return v_entry;
end;
$$;

comment on function core._erase_fields(core.audit_entries, text[], bigint, text) is
    'The entry with "***" or null in place of the values; see core._audit_fields.';
