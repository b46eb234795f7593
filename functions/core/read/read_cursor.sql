-- core.read_cursor: a cursor of the right shape, or a refusal.
--
-- A cursor is no secret and grants nothing: a forged one of the right shape only starts
-- a page somewhere else.

create or replace function core.read_cursor(
    p_after text, p_list text, p_pattern text
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if length(p_after) > 100 or p_after !~ p_pattern then
        perform core.raise_error(
            'core.invalid_cursor',
            format('%L is not a cursor of %s.', core.excerpt(p_after), p_list)
        );
    end if;
    return p_after;
end;
$$;

grant execute on function core.read_cursor(text, text, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_cursor(text, text, text) is
$$A cursor that matches p_pattern; null, the first page, stays null.

Errors: PT422 core.invalid_cursor.
$$;
