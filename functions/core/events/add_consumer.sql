-- core.add_consumer: a reader of the log begins.
--
-- `now` is the xmin of this snapshot: whatever is still being written comes first.
-- Idempotent: a consumer that is there keeps its place. Definer: the table is the
-- owner's to write. Which function handles a consumer's events is not an argument:
-- dispatch_events runs it as the owner, so the owner alone writes it, in a seed.

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
            format('p_from is %s, wanted now or start.', core.excerpt(p_from))
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
$$Register a consumer: it reads from now, or from the start of what is kept.

Errors: core.invalid_argument.
$$;
