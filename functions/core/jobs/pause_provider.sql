-- core.pause_provider: start no job of a provider before this time.
--
-- Locks the provider's row. A longer pause is kept; null ends it.

create or replace function core.pause_provider(
    p_provider text, p_until_at timestamptz, p_reason text default null
)
    returns timestamptz
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_until_at timestamptz;
begin
    update core.job_providers
    set
        paused_until_at = case
            when p_until_at is not null then greatest(p_until_at, paused_until_at)
        end,
        paused_reason = case when p_until_at is not null then p_reason end
    where name = p_provider
    returning paused_until_at into v_until_at;

    if not found then
        perform core.raise_error(
            'core.unknown_provider',
    format('There is no provider %L.', core.excerpt(p_provider))
        );
    end if;
    if p_until_at is null then
        update core.jobs as j
        set run_at = core.now()
        from core.job_kinds as k
        where
            j.kind = k.kind
            and k.provider = p_provider
            and j.status = 'waiting'
            and j.wait_reason = 'provider_paused';
        perform core._notify_workers(q.name) from core.job_queues as q;
    end if;
    return v_until_at;
end;
$$;

grant execute on function core.pause_provider(text, timestamptz, text)
to service_role, app_worker;

comment on function core.pause_provider(text, timestamptz, text) is
$$Pause a provider until a time (null ends the pause); returns the end of the pause.

Errors: core.unknown_provider.
$$;
