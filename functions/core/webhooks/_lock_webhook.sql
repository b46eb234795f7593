-- core._lock_webhook: the caller's own endpoint, locked; raises otherwise.
--
-- Locks the circuit, then the endpoint, as every transaction that takes both. Another
-- user's endpoint raises the same error as one that does not exist. A caller without a
-- user id owns none.

create or replace function core._lock_webhook(p_id uuid)
    returns core.webhook_endpoints
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint core.webhook_endpoints;
begin
    perform c.state
    from core.webhook_circuits as c
    inner join core.webhook_endpoints as e on c.endpoint_id = e.id
    where e.id = p_id and e.owner_id = core.actor_id()
    for update of c;

    select e.*
    into v_endpoint
    from core.webhook_endpoints as e
    where e.id = p_id and e.owner_id = core.actor_id()
    for update;

    if not found then
        perform core.raise_error(
            'core.webhook_not_found',
            format('You have no webhook %L.', p_id)
        );
    end if;
    return v_endpoint;
end;
$$;

comment on function core._lock_webhook(uuid) is
$$The caller's endpoint, locked until the transaction ends.

Errors: PT404 core.webhook_not_found.
$$;
