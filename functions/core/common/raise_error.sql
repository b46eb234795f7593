-- core.raise_error: raise an error from the catalogue.
--
-- Every refusal goes through this function. Status and remedy come from
-- core.error_codes, so no RPC can raise a key that is not in the catalogue. A null
-- detail does not hide the error, and a long one is truncated. Volatile, because the
-- planner could otherwise evaluate it during planning.

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
$$Raise the error of this key; the detail is a sentence with the values.

Errors: the one named; P0002 if the key is not in core.error_codes.
$$;
