-- core.reset_consumer: move a consumer, after its derived data was rebuilt.
--
-- Locks the consumer's row, so it waits for a batch that is being read.

create or replace function core.reset_consumer(p_name text, p_to text default 'now')
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_to is null or p_to not in ('now', 'start') then
        perform core.raise_error(
            'core.invalid_argument',
    format('p_to is %L, expected now or start.', core.excerpt(p_to))
        );
    end if;

    update core.event_consumers as c
    set
        xid = case p_to
            when 'now' then pg_snapshot_xmin(pg_current_snapshot()) else h.xid
        end,
        id = case p_to when 'now' then 0 else h.id end,
        moved_at = core.now()
    from core.event_low_watermarks as h
    where c.name = p_name;

    if not found then
        perform core.raise_error(
            'core.unknown_consumer',
    format('There is no consumer %L.', core.excerpt(p_name))
        );
    end if;
end;
$$;

grant execute on function core.reset_consumer(text, text) to service_role, app_worker;

comment on function core.reset_consumer(text, text) is
$$Move a consumer to now, or back to the oldest event that is kept.

Errors: core.unknown_consumer, core.invalid_argument.
$$;
