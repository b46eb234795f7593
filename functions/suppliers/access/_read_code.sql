-- suppliers._read_code: read a caller's code of a project, supplier or calendar.

create or replace function suppliers._read_code(p_code text, p_key text)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(p_code, '') !~ '^[A-Z0-9][A-Z0-9._-]{0,39}$' then
        perform core.raise_error(
            p_key,
            format(
                'The code %L is not up to 40 upper-case letters, digits, points and '
                'hyphens.',
                core.excerpt(p_code)
            )
        );
    end if;
    return p_code;
end;
$$;

comment on function suppliers._read_code(text, text) is
$$A code of up to 40 upper-case letters, digits, points, underscores and hyphens.

Errors: p_key.
$$;
