-- core.log_access: record that the caller reads guarded data.
--
-- The entry is written in the reader's transaction: a returned response is in the log,
-- and a request that failed has read nothing. A read-only transaction cannot write the
-- entry, so it is refused: guarded data is never read without a record. Definer: no
-- role may write the table.

create or replace function core.log_access(
    p_thing text,
    p_thing_id text default null,
    p_reason text default null,
    p_scope text default null
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core._require_post(p_thing);

    insert into core.access_log (
        logged_at, actor_id, role, address, request_id, thing, thing_id, reason,
        scope
    )
    values (
        core.now(),
        core.actor_id(),
        core._acting_role(),
        nullif(core._client_address(), 'unknown'),
        core.request_id(),
        p_thing,
        p_thing_id,
        left(p_reason, 500),
        p_scope
    );
end;
$$;

grant execute on function core.log_access(text, text, text, text)
to authenticated, service_role, app_worker;

comment on function core.log_access(text, text, text, text) is
$$Log that the caller reads this thing; call it before returning the data.

p_scope: whose list of reads it is in, for a module that shows one. The function that
calls it must be volatile, and clients must POST.
Errors: PT405 core.post_only, PT405 core.must_be_volatile in a read-only transaction.
$$;
