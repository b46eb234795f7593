-- core.set_reason: why the rest of this transaction changes what it changes.

create or replace function core.set_reason(p_reason text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if char_length(p_reason) > 500 then
        perform core.raise_error(
            'core.invalid_argument',
            format('A reason of %s characters: send 500 at most.', char_length(p_reason))
        );
    end if;

    perform set_config('rowhouse.reason', coalesce(p_reason, ''), true);
end;
$$;

grant execute on function core.set_reason(text)
to authenticated, service_role, app_worker;

comment on function core.set_reason(text) is
$$Put this reason on every audit entry that the rest of the transaction writes.

Null or an empty text takes it back. Errors: core.invalid_argument PT422 above 500
characters.
$$;
