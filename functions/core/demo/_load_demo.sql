-- core._load_demo: give the console something to show, once.
--
-- The kind of the demo's operations says that it is there; a second session waits for
-- the row of the first. All of it goes through the functions that real callers use. The
-- health checks run at the end, so that what they find now is an alert.

create or replace function core._load_demo()
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_things constant jsonb := jsonb_build_object(
        'jobs', 2, 'operations', 2, 'deliveries', 2, 'flags', 1
    );
begin
    insert into core.operation_kinds (kind, chunk_function, chunk_size, description)
    values (
        'core.demo', 'core._run_demo_chunk', 20, 'The demo: takes lines of a price list.'
    )
    on conflict (kind) do nothing;
    if not found then
        return c_things || '{"is_new": false}';
    end if;
    perform core._make_demo_jobs();
    perform core._make_demo_operations();
    perform core._make_demo_deliveries();
    perform core.set_feature_flag(
        'core.demo',
        '{"description": "The demo: for a quarter of the users, and all admins.",
        "is_enabled": true, "share_percent": 25, "roles": ["admin"]}',
        'The demo: a quarter of the users first.'
    );
    perform core.watch_health();
    return c_things || '{"is_new": true}';
end;
$$;

comment on function core._load_demo() is
$$Make a dead job and a scheduled one, two operations, a webhook and a feature flag.

The webhook has two deliveries: the first failed, was retried and refused. Nothing is
sent. Returns how many there are of each, and is_new; where they are, they stay.
Emits: core.job.died, core.operation.finished, core.notification.created,
core.feature_flags.changed, core.alert.opened.
$$;
