-- core._seal_chain: the chain hash of a seal.

create or replace function core._seal_chain(p_seal core.audit_seals)
    returns bytea
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select sha256(
        '\x02'::bytea
        || p_seal.previous_sha256
        || convert_to(
            jsonb_build_array(
                p_seal.after_id,
                p_seal.from_xid,
                p_seal.below_xid,
                to_char(p_seal.month_on, 'YYYY-MM'),
                p_seal.entries,
                p_seal.last_id
            )::text, 'UTF8'
        )
        || p_seal.root_sha256
    )
$$;

comment on function core._seal_chain(core.audit_seals) is
    'SHA-256 over 0x02, the previous hash, the seal''s range as JSON, and its root.';
