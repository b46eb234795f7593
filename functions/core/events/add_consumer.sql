-- core.add_consumer: register a consumer of the event log.
--
-- `now` is the xmin of this snapshot, so events of running transactions are still read.
-- Idempotent: an existing consumer keeps its position. Definer: only the owner may
-- write the table. The function that handles a consumer's events is not an argument:
-- dispatch_events runs it as the owner, so only the owner may set it, in a seed.

create or replace function core.add_consumer(p_name text, p_from text default 'now')
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_from is null or p_from not in ('now', 'start') then
        perform core.raise_error(
            'core.invalid_argument',
            format('p_from is %s, expected now or start.', core.excerpt(p_from))
        );
    end if;

    insert into core.event_consumers (name, xid, id, moved_at)
    select
        p_name,
        case p_from
            when 'now' then pg_snapshot_xmin(pg_current_snapshot()) else h.xid
        end,
        case p_from when 'now' then 0 else h.id end,
        core.now()
    from core.event_low_watermarks as h
    on conflict (name) do nothing;
end;
$$;

grant execute on function core.add_consumer(text, text) to service_role, app_worker;

comment on function core.add_consumer(text, text) is
$$Register a consumer that reads from now, or from the oldest event that is kept.

Errors: core.invalid_argument.
$$;
