-- core.take_provider_call: count one call to a provider, if it may be made now.
--
-- For handlers that make many calls in one job: the start of a job counts one only.
-- Locks the provider's row until the caller's transaction ends, so call it in a short
-- one. It never sleeps: the caller waits, and asks again. Definer: callers may not
-- write the table.

create or replace function core.take_provider_call(
    p_provider text, out wait_seconds numeric, out reason text
)
    returns record
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_provider core.job_providers;
begin
    select * into v_provider from core.job_providers where name = p_provider for update;
    if not found then
        perform core.raise_error(
            'core.unknown_provider',
            format('There is no provider %L.', core.excerpt(p_provider))
        );
    end if;

    v_provider := core._refill_provider(v_provider, v_now);
    if v_provider.paused_until_at > v_now then
        reason := 'provider_paused';
        wait_seconds := extract(epoch from v_provider.paused_until_at - v_now);
    elsif v_provider.spent >= v_provider.daily_budget then
        reason := 'provider_budget';
        wait_seconds := extract(
            epoch from (v_provider.spent_on + 1)::timestamp at time zone 'UTC' - v_now
        );
    elsif v_provider.tokens < 1 then
        reason := 'provider_rate';
        wait_seconds := (1 - v_provider.tokens) / v_provider.per_second;
    else
        wait_seconds := 0;
        update core.job_providers
        set
            tokens = v_provider.tokens - 1,
            refilled_at = v_provider.refilled_at,
            spent = v_provider.spent + 1,
            spent_on = v_provider.spent_on
        where name = p_provider;
    end if;
end;
$$;

grant execute on function core.take_provider_call(text) to service_role, app_worker;

comment on function core.take_provider_call(text) is
$$Count a call to a provider; or how long to wait before asking again, and why.

wait_seconds 0: the call is counted. reason: provider_paused, provider_budget,
provider_rate.
Units: wait_seconds is seconds.
Errors: PT404 core.unknown_provider.
$$;
