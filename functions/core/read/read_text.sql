-- core.read_text: read a caller's text argument; raises if it is invalid.
--
-- Control characters other than white space are refused: no name contains one, and they
-- change what a log or a terminal shows.

create or replace function core.read_text(
    p_name text,
    p_value text,
    p_least integer,
    p_most integer,
    p_key text default 'core.invalid_argument'
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_value is null and p_least = 0 then
        return null;
    end if;
    if coalesce(length(p_value), 0) not between p_least and p_most
        or (p_least > 0 and p_value ~ '^[[:space:]\u00A0\u200B\u3000\uFEFF]*$')
    then
        perform core.raise_error(
            p_key, format('%s must have %s to %s characters.', p_name, p_least, p_most)
        );
    end if;
    if p_value ~ '[\u0001-\u0008\u000E-\u001F\u007F]' then
        perform core.raise_error(p_key,
    format('%s contains a control character.', p_name));
    end if;
    return p_value;
end;
$$;

grant execute on function core.read_text(text, text, integer, integer, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_text(text, text, integer, integer, text) is
$$A text of p_least to p_most characters; null is allowed only if p_least is 0.

White space alone does not count as a text if p_least is above 0. Units: characters.
Errors: PT422 core.invalid_argument, or p_key.
$$;
