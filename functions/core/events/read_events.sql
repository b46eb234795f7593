-- core.read_events: a consumer's next events, each once, in commit order, without gaps.
--
-- It locks the consumer's row, so one batch of a consumer is read at a time, and moves
-- the position in the caller's transaction: the commit is the acknowledgement. After a
-- crash or a rollback the same events are read again. One statement reads events and
-- xmin, hence from one snapshot: every transaction below that xmin has ended, so no
-- event can appear behind the new position. A short batch has seen everything below
-- xmin, so the position then moves there (at most once a minute, to save writes). So a
-- consumer of a quiet log does not fall behind retention. A position in the future came
-- with a restore from another cluster: the log is corrected first. Definer: consumers
-- have no write grant.

create or replace function core.read_events(p_consumer text, p_limit integer)
    returns setof core.events
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_consumer core.event_consumers;
    v_horizon core.event_low_watermarks;
    v_events core.events[];
    v_xmin xid8;
    v_last core.events;
begin
    if exists (
        select from core.event_consumers as c
        where c.name = p_consumer and c.xid >= core._next_xid()
    ) then
        perform core.rebase_after_restore();
    end if;

    select *
    into v_consumer
    from core.event_consumers
    where name = p_consumer
    for update;

    if not found then
        perform core.raise_error(
            'core.unknown_consumer',
    format('There is no consumer %L.', core.excerpt(p_consumer))
        );
    end if;
    if p_limit is null or p_limit < 1 then
        perform core.raise_error(
            'core.invalid_argument', format('p_limit is %s, wanted 1 or more.', p_limit)
        );
    end if;

    select
        array(
            select e
            from core.events as e
            where
                (e.xid, e.id) > (v_consumer.xid, v_consumer.id)
                and e.xid < pg_snapshot_xmin(pg_current_snapshot())
            order by e.xid, e.id
            limit p_limit
        ),
        pg_snapshot_xmin(pg_current_snapshot())
    into v_events, v_xmin;

    -- Checked after reading: events dropped in between raise an error, not a gap.
    select * into v_horizon from core.event_low_watermarks;
    if (v_consumer.xid, v_consumer.id) < (v_horizon.xid, v_horizon.id) then
        perform core.raise_error(
            'core.consumer_behind',
            format(
                'Consumer %s is at %s/%s; events up to %s/%s were dropped at %s.',
                p_consumer, v_consumer.xid, v_consumer.id, v_horizon.xid, v_horizon.id,
                v_horizon.dropped_at
            )
        );
    end if;

    if cardinality(v_events) = p_limit then
        v_last := v_events[p_limit];
        update core.event_consumers
        set
            xid = v_last.xid,
            id = v_last.id,
            moved_at = core.now()
        where name = p_consumer;
    elsif cardinality(v_events) > 0
        or v_xmin > v_consumer.xid
        and v_consumer.moved_at not between
            core.now() - interval '1 minute' and core.now()
    then
        update core.event_consumers
        set
            xid = v_xmin,
            id = 0,
            moved_at = core.now()
        where name = p_consumer;
    end if;

    return query select (unnest(v_events)).*;
end;
$$;

grant execute on function core.read_events(text, integer) to service_role, app_worker;

comment on function core.read_events(text, integer) is
$$The next events of a consumer, in commit order; the caller's commit acknowledges them.

Errors: core.unknown_consumer, core.consumer_behind (retention has dropped events that
it had not read; it is never moved over them silently), core.invalid_argument.
$$;
