-- core._refill_provider: the bucket and the budget of a provider at a time.
--
-- A bucket that was filled, or a day that was counted, while the clock was ahead is
-- read as of now. Calls that were counted for that day count for the current one.

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
