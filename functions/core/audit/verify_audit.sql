-- core.verify_audit: compare every seal with the current entries.
--
-- Three checks: the chain (a changed or missing seal breaks the link of the next one),
-- the root and count of each seal, and the count of all entries below the window of the
-- last seal (an entry that was inserted outside of every seal). A month that retention
-- dropped keeps its seals, which are checked by the chain only. An attacker who
-- rewrites entries and all later seals leaves no trace here; a chain hash that is kept
-- elsewhere detects it.
--
-- Reads only, in one snapshot. Definer: monitoring may verify the trail without a right
-- to read entries.

create or replace function core.verify_audit()
    returns table (seal_id bigint, month_on date, entries bigint, state text)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_seal core.audit_seals;
    v_previous core.audit_seals;
    v_found record;
    v_oldest timestamptz;
    v_count bigint;
    v_covered bigint := 0;
    v_is_restored boolean;
begin
    select min(b.from_at) into v_oldest
    from core._partition_bounds('core.audit_entries') as b;

    for v_seal in select s.* from core.audit_seals as s order by s.id loop
        v_found := core._seal_leaves(v_seal);
        v_count := coalesce(cardinality(v_found.leaves), 0);
        v_covered := v_covered + v_count;

        seal_id := v_seal.id;
        month_on := v_seal.month_on;
        entries := v_seal.entries;
        state := case
            when
                v_seal.previous_sha256
                is distinct from coalesce(v_previous.chain_sha256, ''::bytea)
                then 'a seal before this one is missing or changed'
            when v_seal.chain_sha256 <> core._seal_chain(v_seal) then 'seal changed'
            when
                v_count = 0
                and (v_seal.month_on + interval '1 month') at time zone 'UTC' <= v_oldest
                then 'dropped'
            when v_count < v_seal.entries then 'entries removed'
            when v_count > v_seal.entries then 'entries inserted'
            when (core._merkle_path(v_found.leaves)).root <> v_seal.root_sha256
                then 'entries changed'
            when
                v_seal.block_sha256 <> '{}'
                and (
                    v_seal.block_sha256 <> core._merkle_blocks(v_found.leaves)
                    or v_seal.block_xids <> core._block_starts(v_found.xids)
                    or v_seal.block_ids <> core._block_starts(v_found.ids)
                )
                then 'blocks changed'
            else 'ok'
        end;
        v_previous := v_seal;
        return next;
    end loop;

    v_is_restored :=
        v_previous.below_xid > pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    select count(*) into v_count
    from core.audit_entries as e
    where
        e.id <= v_previous.after_id
        or (
            e.xid < v_previous.below_xid
            and not (v_is_restored and e.id > v_previous.last_id)
        );
    if v_count > v_covered then
        seal_id := null;
        month_on := null;
        entries := v_count - v_covered;
        state := 'entries inserted outside of every seal';
        return next;
    end if;
end;
$$;

grant execute on function core.verify_audit() to service_role, app_worker, app_reader;

comment on function core.verify_audit() is
$$One row per seal, oldest first: ok, dropped (by retention), or the fault.

A last row without a seal counts entries that no seal covers but should.
$$;
