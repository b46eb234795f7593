-- core.send_canary: broadcast a canary, and keep that it was sent.
--
-- Through realtime.send like every event, but not through the event log: it would fill
-- it. realtime.send turns its errors into warnings, so a canary that was not stored is
-- one that does not arrive. Definer: no role may write the table, and the worker has no
-- grant on realtime. UTC, since the session's time zone selects the partition.

create or replace function core.send_canary()
    returns uuid
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
as $$
declare
    v_nonce uuid;
begin
    insert into core.canaries (sent_at)
    values (core.now())
    returning nonce into v_nonce;

    perform realtime.send(
        jsonb_build_object('v', 1, 'nonce', v_nonce, 'sent_at', clock_timestamp()),
        'core.canary.sent',
        'core:canary',
        true
    );
    return v_nonce;
end;
$$;

grant execute on function core.send_canary() to service_role, app_worker;

comment on function core.send_canary() is
$$Broadcast a canary on the private topic core:canary; returns its nonce.

Call it in a transaction of its own: the time runs from its commit.
$$;
