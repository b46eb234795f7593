-- core.raise_error: the one way in which a function of ours refuses.
--
-- Status and remedy come from core.error_codes, so a key that is not in the catalogue
-- cannot leave an RPC. A detail that came out null must not hide the error itself; one
-- that is too long is cut, whatever its parts were.
-- Volatile, or the planner might raise while it estimates.

create or replace function core.raise_error(p_key text, p_detail text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_code core.error_codes;
begin
    select *
    into strict v_code
    from core.error_codes
    where key = p_key;

    raise exception using
        errcode = v_code.sqlstate,
        message = v_code.key,
        detail = case
            when length(p_detail) > 1000 then left(p_detail, 999) || '…'
            else coalesce(p_detail, '')
        end,
        hint = v_code.hint;
end;
$$;

grant execute on function core.raise_error(text, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.raise_error(text, text) is
$$Refuse: raise the error of this key, with a sentence that holds the values.

Errors: the one named; P0002 when the key is not in core.error_codes.
$$;
