-- core.pause_queue: claim no job from a queue before this time; null ends the pause.
--
-- Locks the queue's row. Running jobs continue. When the pause ends, idle workers are
-- notified. Definer: no role may write the table directly; a signed-in user needs app
-- role admin.

create or replace function core.pause_queue(
    p_queue text,
    p_until timestamptz default 'infinity',
    p_reason text default null
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin');
    update core.job_queues
    set
        paused_until_at = p_until,
        paused_reason = case when p_until is not null then left(p_reason, 500) end
    where name = p_queue;

    if not found then
        perform core.raise_error(
            'core.unknown_queue', format('There is no queue %L.', core.excerpt(p_queue))
        );
    end if;
    if p_until is null then
        perform core._notify_workers(p_queue);
    end if;
end;
$$;

grant execute on function core.pause_queue(text, timestamptz, text)
to authenticated, service_role, app_worker;

comment on function core.pause_queue(text, timestamptz, text) is
$$Pause a queue until a time (default: until resume_queue); for app role admin.

Null ends the pause, as resume_queue does.

Errors: PT403 core.not_permitted, PT422 core.unknown_queue.
Example: {"queue": "default", "until": "infinity", "reason": "maintenance"}
Budget: 50 ms.
$$;
