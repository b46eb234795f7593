-- core._admit_jobs: the locked jobs that may start under concurrency keys and limits.
--
-- The caller holds the rows. A job that may not start is set to waiting, with the
-- reason and the time of the next try, so it is looked at once and not in every claim.
-- If another claim is deciding about the same key or provider, the job stays ready. The
-- function never waits for a lock.

create or replace function core._admit_jobs(p_ids bigint[], p_now timestamptz)
    returns bigint[]
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_admitted bigint[];
    v_group record;
    v_provider core.job_providers;
    v_free integer;
    v_again_at timestamptz;
    v_reason text;
begin
    select coalesce(array_agg(j.id order by j.priority desc, j.id), '{}')
    into v_admitted
    from core.jobs as j
    where j.id = any(p_ids) and j.concurrency_key is null;

    for v_group in
        select
            j.concurrency_key as key,
            max(k.concurrency) as concurrency,
            array_agg(j.id order by j.priority desc, j.id) as ids
        from core.jobs as j
        inner join core.job_kinds as k on j.kind = k.kind
        where j.id = any(p_ids) and j.concurrency_key is not null
        group by j.concurrency_key
        order by j.concurrency_key
    loop
        continue when not core._lock_concurrency_key(v_group.key, false);
        select v_group.concurrency - count(*)
        into v_free
        from core.jobs as j
        where
            j.concurrency_key = v_group.key
            and j.status = 'ready'
            and j.leased_by is not null
            and j.id <> all(v_group.ids);
        v_free := greatest(v_free, 0);
        v_admitted := v_admitted || v_group.ids[: v_free];
        perform core._defer_jobs(
            v_group.ids[v_free + 1 :], 'concurrency_key', p_now + interval '30 seconds', 0
        );
    end loop;

    for v_group in
        select k.provider, array_agg(j.id order by j.priority desc, j.id) as ids
        from core.jobs as j
        inner join core.job_kinds as k on j.kind = k.kind
        where j.id = any(v_admitted) and k.provider is not null
        group by k.provider
        order by k.provider
    loop
        v_admitted := array(
            select a.id
            from unnest(v_admitted) with ordinality as a (id, place)
            where a.id <> all(v_group.ids)
            order by a.place
        );
        select *
        into v_provider
        from core.job_providers
        where name = v_group.provider
        for update skip locked;
        continue when not found;

        v_provider := core._refill_provider(v_provider, p_now);
        v_free := least(
            cardinality(v_group.ids),
            floor(v_provider.tokens),
            v_provider.daily_budget - v_provider.spent
        );
        v_free := greatest(v_free, 0);
        v_again_at := p_now
            + make_interval(secs => (1 - least(v_provider.tokens - v_free, 1))::float8
                / v_provider.per_second::float8);
        v_reason := 'provider_rate';
        if v_provider.spent + v_free >= v_provider.daily_budget then
            v_reason := 'provider_budget';
            v_again_at := ((v_provider.spent_on + 1)::timestamp at time zone 'UTC');
        end if;
        if v_provider.paused_until_at > p_now then
            v_free := 0;
            v_reason := 'provider_paused';
            v_again_at := v_provider.paused_until_at;
        end if;

        update core.job_providers
        set
            tokens = v_provider.tokens - v_free,
            refilled_at = v_provider.refilled_at,
            spent = v_provider.spent + v_free,
            spent_on = v_provider.spent_on
        where name = v_provider.name;
        v_admitted := v_admitted || v_group.ids[: v_free];
        perform core._defer_jobs(
            v_group.ids[v_free + 1 :], v_reason, v_again_at,
            case v_reason when 'provider_rate' then 1 / v_provider.per_second else 0 end
        );
    end loop;

    return v_admitted;
end;
$$;
