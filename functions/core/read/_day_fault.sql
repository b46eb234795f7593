-- core._day_fault: what is wrong with a JSON value that should be a day or a time.
--
-- The pattern admits days up to 31; the length of the month is computed.

create or replace function core._day_fault(
    p_value jsonb, p_pattern text, p_fault text
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when jsonb_typeof(p_value) <> 'string' or p_value #>> '{}' !~ p_pattern
            then p_fault
        when substr(p_value #>> '{}', 9, 2)::integer > date_part(
            'day',
            make_date(
                substr(p_value #>> '{}', 1, 4)::integer,
                substr(p_value #>> '{}', 6, 2)::integer,
                1
            ) + interval '1 month' - interval '1 day'
        )
            then 'is a day that does not exist'
    end
$$;

grant execute on function core._day_fault(jsonb, text, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core._day_fault(jsonb, text, text) is
    'p_fault if the value does not match, another text if the day does not exist, else '
    'null.';
