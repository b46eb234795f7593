-- commerce._write_conflict: list the conflict of a field, or close the one it had.

create or replace function commerce._write_conflict(
    p_record_id bigint,
    p_field text,
    p_sides jsonb,
    p_policy text,
    p_reason text,
    p_winner text,
    p_fault text
)
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_pms_version constant bigint := coalesce(
        (p_sides #>> '{pms,version}')::bigint, 0
    );
    v_us_version constant bigint := coalesce((p_sides #>> '{us,version}')::bigint, 0);
    v_reason constant text := case
        when p_fault is not null then 'refused'
        when p_reason in ('concurrent', 'contradiction') then p_reason
    end;
    v_is_open constant boolean :=
        p_fault is not null or (v_reason is not null and p_winner is null);
begin
    update commerce.sync_conflicts as c
    set status = 'resolved', decision = p_winner, resolved_at = core.now()
    where
        c.sync_record_id = p_record_id
        and c.field = p_field
        and c.status = 'open'
        and not (
            v_is_open
            and c.pms_version = v_pms_version
            and c.us_version = v_us_version
        );
    if v_reason is null then
        return false;
    end if;

    insert into commerce.sync_conflicts as c (
        sync_record_id, field, pms, us, pms_version, us_version, policy, reason, fault,
        status, decision, created_at, resolved_at
    )
    values (
        p_record_id, p_field, p_sides -> 'pms', p_sides -> 'us', v_pms_version,
        v_us_version, p_policy, v_reason, p_fault,
        case when v_is_open then 'open' else 'resolved' end,
        case when not v_is_open then p_winner end, core.now(),
        case when not v_is_open then core.now() end
    )
    on conflict (sync_record_id, field, pms_version, us_version) do update
    set
        pms = excluded.pms,
        reason = excluded.reason,
        fault = excluded.fault,
        status = 'open',
        decision = null,
        resolved_at = null
    where
        excluded.status = 'open'
        and (c.status, c.fault, c.pms) is distinct from ('open', excluded.fault, excluded.pms);
    return found;
end;
$$;

comment on function commerce._write_conflict(
    bigint, text, jsonb, text, text, text, text
) is
$$True if the conflict is new or has changed.

p_reason and p_winner as commerce._decide_field has them; p_fault: why the value was
refused here.
$$;
