-- core.set_reason: why the rest of this transaction changes what it changes.

create or replace function core.set_reason(p_reason text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.read_text('reason', p_reason, 0, 500);

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
