-- core.resume_queue: end the pause of a queue.
--
-- It is pause_queue with null, which clients leave out of a call: there a null argument
-- is the default, and that pauses until further notice.

create or replace function core.resume_queue(p_queue text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.pause_queue(p_queue => p_queue, p_until => null);
end;
$$;

grant execute on function core.resume_queue(text)
to authenticated, service_role, app_worker;

comment on function core.resume_queue(text) is
$$End the pause of a queue; for app role admin.

Without a pause nothing changes.

Errors: PT403 core.not_permitted, PT422 core.unknown_queue.
Example: {"queue": "default"}
Budget: 50 ms.
$$;
