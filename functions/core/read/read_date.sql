-- core.read_date: read a caller's day; raises if it is invalid.
--
-- A date can be infinite or in the year 5874897, on which arithmetic fails.

create or replace function core.read_date(
    p_name text,
    p_value date,
    p_key text default 'core.invalid_argument'
)
    returns date
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_value is null or p_value not between '1900-01-01' and '2999-12-31' then
        perform core.raise_error(
            p_key,
            format(
                '%s is %s, not a day from 1900 to 2999.',
                p_name, coalesce(p_value::text, 'null')
            )
        );
    end if;
    return p_value;
end;
$$;

grant execute on function core.read_date(text, date, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_date(text, date, text) is
$$A day from 1900 to 2999; null is refused.

Errors: PT422 core.invalid_argument, or p_key.
$$;
