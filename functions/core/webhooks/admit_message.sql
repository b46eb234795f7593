-- core.admit_message: let a signed request of a known source through, once.
--
-- For a module that answers signed calls itself: a definer function of it calls this
-- first. The receipt remembers the id for longer than a time is tolerated, so a call
-- that was overheard cannot be repeated. If the caller's transaction fails, the same
-- call may be sent again. Definer: no role may read secrets. Granted to no role.

create or replace function core.admit_message(
    p_source text, p_headers jsonb, p_body text
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_taken record;
begin
    v_taken := core._take_message(p_source, p_headers, p_body);
    if not v_taken.is_new then
        perform core.raise_error(
            'core.message_repeated', 'A message with this id has come before.'
        );
    end if;
    return v_taken.receipt_id;
end;
$$;

comment on function core.admit_message(text, jsonb, text) is
$$The receipt of a genuine message that came for the first time.

Errors: PT401 core.webhook_refused, PT409 core.message_repeated, PT413
core.webhook_too_large.
$$;
