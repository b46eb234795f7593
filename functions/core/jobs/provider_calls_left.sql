-- core.provider_calls_left: how many calls the budget of a provider still has today.

create or replace function core.provider_calls_left(p_provider text)
    returns integer
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when (r.provider).daily_budget is not null
            then greatest((r.provider).daily_budget - (r.provider).spent, 0)
    end
    from (
        select core._refill_provider(p, core.now()) as provider
        from core.job_providers as p
        where p.name = p_provider
    ) as r
$$;

grant execute on function core.provider_calls_left(text) to service_role, app_worker;

comment on function core.provider_calls_left(text) is
    'Calls that may be made until the end of the day in UTC; null: no budget.';
