-- core._refill_provider: a provider's bucket and budget as they stand at a time.

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
    p_provider.refilled_at := greatest(p_now, p_provider.refilled_at);
    if p_provider.spent_on < v_today then
        p_provider.spent := 0;
        p_provider.spent_on := v_today;
    end if;
    return p_provider;
end;
$$;
