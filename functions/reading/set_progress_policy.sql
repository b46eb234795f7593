-- reading.set_progress_policy: choose how the caller's edits of a series are merged.

create or replace function reading.set_progress_policy(
    p_series_id bigint, p_policy text
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_user();
    if p_policy is null
        or p_policy not in ('lww', 'furthest', 'furthest_unless_same_device')
    then
        perform core.raise_error(
            'reading.unknown_policy', format('policy is %L.', core.excerpt(p_policy))
        );
    end if;
    if not exists (select from reading.series as s where s.id = p_series_id) then
        perform core.raise_error(
            'reading.unknown_series',
            format('There is no series %s.', core.excerpt(p_series_id::text))
        );
    end if;

    insert into reading.progress_policies as p (user_id, series_id, policy)
    values (core.actor_id(), p_series_id, p_policy)
    on conflict (user_id, series_id) do update
    set policy = excluded.policy;
    return jsonb_build_object('series_id', p_series_id, 'policy', p_policy);
end;
$$;

grant execute on function reading.set_progress_policy(bigint, text) to authenticated;

comment on function reading.set_progress_policy(bigint, text) is
$$Choose how the edits of one series are merged.

lww: the later edit wins. furthest: the edit that is further into the series wins.
furthest_unless_same_device: as furthest, but the device that wrote last may go back.
The stored row does not change; the policy applies from the next write.
Returns: {series_id: bigint, policy: "lww" | "furthest" | "furthest_unless_same_device"}
Errors: PT403 core.not_permitted, PT422 reading.unknown_policy, PT404
reading.unknown_series.
Example: {"series_id": 1, "policy": "furthest"}
Budget: 200 ms.
$$;
