-- core.read_number: read a caller's whole number within bounds; raises if it is
-- invalid.

create or replace function core.read_number(
    p_name text,
    p_value bigint,
    p_least bigint,
    p_most bigint,
    p_key text default 'core.invalid_argument'
)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_value is null or p_value not between p_least and p_most then
        perform core.raise_error(
            p_key,
            format(
                '%s is %s, not a number from %s to %s.',
                p_name, coalesce(p_value::text, 'null'), p_least, p_most
            )
        );
    end if;
    return p_value;
end;
$$;

grant execute on function core.read_number(text, bigint, bigint, bigint, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_number(text, bigint, bigint, bigint, text) is
$$A number from p_least to p_most; null is refused.

Errors: PT422 core.invalid_argument, or p_key.
$$;
