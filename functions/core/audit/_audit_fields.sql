-- core._audit_fields: the values of an entry that may be personal, each with its hash.
--
-- The leaf of an entry has these hashes in place of the values, so a value can be
-- erased and the leaf stays. Each hash has a salt of its own, derived from that of the
-- entry: what is shown to prove one value tells nothing of another. The erasure of a
-- value drops the salt of the entry, and keeps those of the other values.
--
-- A field is row_id, who ([actor_id, request_id, reason]), or old.<column>.

create or replace function core._audit_fields(p_entry core.audit_entries)
    returns table (name text, value jsonb, salt bytea, sha256 bytea)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        f.name,
        f.value,
        s.salt,
        coalesce(
            decode(p_entry.erased #>> array['fields', f.name, 'sha256'], 'hex'),
            sha256(s.salt || convert_to(f.value::text, 'UTF8'))
        )
    from (
        select 'row_id' as name, to_jsonb(p_entry.row_id) as value
        union all
        select 'who', jsonb_build_array(
            p_entry.actor_id, p_entry.request_id, p_entry.reason
        )
        union all
        select 'old.' || o.key, o.value
        from jsonb_each(p_entry.old_values) as o
    ) as f
    cross join lateral (
        select case
            when p_entry.erased is null
                then sha256(uuid_send(p_entry.salt) || convert_to(f.name, 'UTF8'))
            else decode(p_entry.erased #>> array['salts', f.name], 'hex')
        end as salt
    ) as s
    where f.value is not null
$$;

comment on function core._audit_fields(core.audit_entries) is
    'Name, value, salt and hash of each field; an erased one has no salt.';
