-- core._seal_leaves: the current entries that a seal covers, in their order.
--
-- The one definition for sealing, verifying and proving. The last id excludes entries
-- of another cluster that was restored from this one and counts transactions anew. Of a
-- block, the bounds are also given to its transactions and ids alone, which the index
-- finds. PL/pgSQL, because its plans follow partitions that are created and dropped
-- within one transaction.

create or replace function core._seal_leaves(
    p_seal core.audit_seals,
    p_block integer default null,
    out leaves bytea[],
    out xids bigint[],
    out ids bigint[],
    out last_id bigint
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_from_xid bigint := coalesce(p_seal.block_xids[p_block], p_seal.from_xid);
    v_from_id bigint := coalesce(p_seal.block_ids[p_block], 0);
    v_to_xid bigint := coalesce(p_seal.block_xids[p_block + 1], p_seal.below_xid);
    v_to_id bigint := coalesce(p_seal.block_ids[p_block + 1], 0);
    v_first_id bigint := p_seal.after_id + 1;
    v_last_id bigint := coalesce(p_seal.last_id, 9223372036854775807);
begin
    if v_from_xid = v_to_xid then
        v_first_id := greatest(v_first_id, v_from_id);
        v_last_id := least(v_last_id, v_to_id - 1);
    end if;
    select
        array_agg(core._audit_leaf(e) order by e.xid, e.id),
        array_agg(e.xid order by e.xid, e.id),
        array_agg(e.id order by e.xid, e.id),
        max(e.id)
    into leaves, xids, ids, last_id
    from core.audit_entries as e
    where
        e.id >= v_first_id
        and e.id <= v_last_id
        and e.xid >= v_from_xid
        and e.xid <= v_to_xid
        and (e.xid, e.id) >= (v_from_xid, v_from_id)
        and (e.xid, e.id) < (v_to_xid, v_to_id)
        and e.changed_at >= (p_seal.month_on::timestamp at time zone 'UTC')
        and e.changed_at < ((p_seal.month_on + interval '1 month') at time zone 'UTC');
end;
$$;

comment on function core._seal_leaves(core.audit_seals, integer) is
    'Leaf hashes, xids and ids of a seal''s entries, or of one block of them.';
