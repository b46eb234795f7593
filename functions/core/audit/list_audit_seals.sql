-- core.list_audit_seals: the whole chain of seals, for an archive.
--
-- Each value as core._seal_chain hashes it.

create or replace function core.list_audit_seals()
    returns setof jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', s.id,
        'after_id', s.after_id,
        'from_xid', s.from_xid,
        'below_xid', s.below_xid,
        'month', to_char(s.month_on, 'YYYY-MM'),
        'entries', s.entries,
        'last_id', s.last_id,
        'root', encode(s.root_sha256, 'hex'),
        'previous', encode(s.previous_sha256, 'hex'),
        'chain', encode(s.chain_sha256, 'hex')
    )
    from core.audit_seals as s
    order by s.id
$$;

comment on function core.list_audit_seals() is
$${id, after_id, from_xid, below_xid, month, entries, last_id, root, previous, chain}.

Oldest first; hashes in hex.
$$;
