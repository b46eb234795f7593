-- core.seal_audit: seal the audit entries of finished transactions.
--
-- No transaction below the snapshot's xmin can still add an entry, so the set of
-- entries is final. One sealer at a time: the advisory lock first, then the snapshot
-- (taken before the lock, it could be older than the last seal of another sealer), then
-- reads and inserts. One transaction: a crash leaves no seal, and the next run covers
-- the same entries. Definer: no other role may write seals.
--
-- A window ends after about p_limit entries, but never inside a transaction. A seal of
-- more than a block keeps the hashes of its blocks: a proof reads one of them.
--
-- A restored database counts transactions from the start again, so the snapshot's xmin
-- is below the sealed range. Entries of the old cluster that were not sealed have ids
-- up to the last one of that cluster; they are sealed first, and then a new range of
-- windows starts after that id.

create or replace function core.seal_audit(p_limit integer default 5000)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_xmin bigint;
    v_first bigint;
    v_last core.audit_seals;
    v_seal core.audit_seals;
    v_leaves record;
    v_blocks bytea[];
    v_sealed integer := 0;
begin
    perform pg_advisory_xact_lock(hashtextextended('core.audit_seals', 0));
    v_xmin := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;

    select s.* into v_last
    from core.audit_seals as s
    order by s.id desc
    limit 1;

    v_seal.after_id := coalesce(v_last.after_id, 0);
    v_seal.from_xid := coalesce(v_last.below_xid, 0);

    if v_last.below_xid > v_xmin then
        if exists (
            select from core.audit_entries as e
            where e.xid >= v_last.below_xid and e.id > v_last.after_id
        ) then
            v_xmin := 9223372036854775807;
        else
            v_seal.after_id := v_last.last_id;
            v_seal.from_xid := 0;
        end if;
    end if;

    select min(e.xid) into v_first
    from core.audit_entries as e
    where
        e.xid >= v_seal.from_xid
        and e.xid < v_xmin
        and e.id > v_seal.after_id;
    if v_first is null then
        return 0;
    end if;

    select e.xid into v_seal.below_xid
    from core.audit_entries as e
    where
        e.xid >= v_seal.from_xid
        and e.xid < v_xmin
        and e.id > v_seal.after_id
    order by e.xid
    offset p_limit
    limit 1;
    v_seal.below_xid := greatest(least(v_seal.below_xid, v_xmin), v_first + 1);

    for v_seal.month_on in
        select distinct date_trunc('month', e.changed_at at time zone 'UTC')::date
        from core.audit_entries as e
        where
            e.xid >= v_seal.from_xid
            and e.xid < v_seal.below_xid
            and e.id > v_seal.after_id
        order by 1
    loop
        v_seal.last_id := null;
        v_leaves := core._seal_leaves(v_seal);
        v_seal.entries := cardinality(v_leaves.leaves);
        v_seal.last_id := greatest(v_leaves.last_id, v_last.last_id);
        v_blocks := core._merkle_blocks(v_leaves.leaves);
        v_seal.root_sha256 := (core._merkle_path(v_blocks)).root;
        v_seal.block_xids := '{}';
        v_seal.block_ids := '{}';
        v_seal.block_sha256 := '{}';
        if cardinality(v_blocks) > 1 then
            v_seal.block_xids := core._block_starts(v_leaves.xids);
            v_seal.block_ids := core._block_starts(v_leaves.ids);
            v_seal.block_sha256 := v_blocks;
        end if;
        v_seal.previous_sha256 := coalesce(v_last.chain_sha256, ''::bytea);
        v_seal.chain_sha256 := core._seal_chain(v_seal);

        insert into core.audit_seals (
            after_id,
            from_xid,
            below_xid,
            month_on,
            entries,
            last_id,
            root_sha256,
            previous_sha256,
            chain_sha256,
            block_xids,
            block_ids,
            block_sha256
        )
        values (
            v_seal.after_id,
            v_seal.from_xid,
            v_seal.below_xid,
            v_seal.month_on,
            v_seal.entries,
            v_seal.last_id,
            v_seal.root_sha256,
            v_seal.previous_sha256,
            v_seal.chain_sha256,
            v_seal.block_xids,
            v_seal.block_ids,
            v_seal.block_sha256
        )
        returning * into v_last;
        v_sealed := v_sealed + 1;
    end loop;

    return v_sealed;
end;
$$;

grant execute on function core.seal_audit(integer) to service_role, app_worker;

comment on function core.seal_audit(integer) is
$$Seal the entries of finished transactions; returns the number of new seals.

One window of about p_limit entries per call: call again until it returns 0.
$$;
