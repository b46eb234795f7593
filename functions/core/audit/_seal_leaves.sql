-- core._seal_leaves: the current entries that a seal covers, in their order.
--
-- The one definition for sealing, verifying and proving. The last id excludes entries
-- of another cluster that was restored from this one and counts transactions anew.
-- PL/pgSQL, because its plans follow partitions that are created and dropped within one
-- transaction.

create or replace function core._seal_leaves(
    p_seal core.audit_seals,
    out leaves bytea[],
    out ids bigint[],
    out last_id bigint
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    select
        array_agg(core._audit_leaf(e) order by e.xid, e.id),
        array_agg(e.id order by e.xid, e.id),
        max(e.id)
    into leaves, ids, last_id
    from core.audit_entries as e
    where
        e.id > p_seal.after_id
        and e.id <= coalesce(p_seal.last_id, 9223372036854775807)
        and e.xid >= p_seal.from_xid
        and e.xid < p_seal.below_xid
        and e.changed_at >= (p_seal.month_on::timestamp at time zone 'UTC')
        and e.changed_at < ((p_seal.month_on + interval '1 month') at time zone 'UTC');
end;
$$;

comment on function core._seal_leaves(core.audit_seals) is
    'Leaf hashes and ids of a seal''s entries, by xid and id.';
