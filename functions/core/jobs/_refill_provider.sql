-- core._refill_provider: a provider's bucket and budget as they stand at a time.
--
-- A bucket filled, or a day counted, by a clock that was ahead stands as of now; what
-- was spent on that day was spent, and counts for this one.

create or replace function core._refill_provider(
    p_provider core.job_providers, p_now timestamptz
)
    returns core.job_providers
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_seconds numeric := extract(epoch from p_now - p_provider.refilled_at);
    v_today date := (p_now at time zone 'UTC')::date;
begin
    p_provider.tokens := least(
        p_provider.burst,
        p_provider.tokens + greatest(v_seconds, 0) * p_provider.per_second
    );
    p_provider.refilled_at := case
        when p_provider.refilled_at > p_now + interval '10 seconds' then p_now
        else greatest(p_now, p_provider.refilled_at)
    end;
    if p_provider.spent_on < v_today then
        p_provider.spent := 0;
    end if;
    p_provider.spent_on := v_today;
    return p_provider;
end;
$$;
