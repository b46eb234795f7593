-- core.set_reason: set the reason for the changes in the rest of this transaction.
--
-- A call that is a transaction of its own has no rest, so a client that forgot `begin`
-- gets a warning. Such a call is alone in its call stack, and its statement began
-- together with its transaction.

create or replace function core.set_reason(p_reason text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_stack text;
begin
    perform core.read_text('reason', p_reason, 0, 500);

    perform set_config('rowhouse.reason', coalesce(p_reason, ''), true);

    get diagnostics v_stack = pg_context;
    if strpos(v_stack, E'\n') = 0 and statement_timestamp() = transaction_timestamp() then
        raise warning 'the reason ends with this statement'
        using hint = 'Send begin first, then core.set_reason, the changes, and commit.';
    end if;
end;
$$;

grant execute on function core.set_reason(text)
to authenticated, service_role, app_worker;

comment on function core.set_reason(text) is
$$Set the reason of every audit entry that the rest of the transaction writes.

Null or an empty text removes it. Outside a transaction block it has no effect and
raises a warning. Errors: core.invalid_argument PT422 above 500 characters.
$$;
