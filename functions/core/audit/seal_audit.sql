-- core.seal_audit: close what nobody can still add to.
--
-- Entries of transactions below the snapshot's xmin are all there or never come, so
-- their set is final. One sealer at a time: advisory lock first, then the snapshot
-- (taken before, it could be older than what the sealer before it closed), then reads
-- and inserts. One transaction: a sealer that dies leaves nothing, the next one covers
-- the same entries. Definer: nobody else may write seals.
--
-- A window ends after about p_limit entries, but never inside a transaction.
--
-- A restored database counts transactions from the start again, and the snapshot's xmin
-- is below what is sealed. What the old cluster wrote and did not seal has ids up to
-- the last of its own; it is sealed first, then a new count of windows begins after it.

create or replace function core.seal_audit(p_limit integer default 100000)
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
        v_seal.root_sha256 := (core._merkle_path(v_leaves.leaves)).root;
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
            chain_sha256
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
            v_seal.chain_sha256
        )
        returning * into v_last;
        v_sealed := v_sealed + 1;
    end loop;

    return v_sealed;
end;
$$;

grant execute on function core.seal_audit(integer) to service_role, app_worker;

comment on function core.seal_audit(integer) is
$$Seal the entries of finished transactions; returns how many seals it made.

One window of about p_limit entries per call: call again until it answers 0.
$$;
