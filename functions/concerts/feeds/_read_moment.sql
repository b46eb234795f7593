-- concerts._read_moment: a moment in ISO 8601 with its offset; null for other text.
--
-- Sources send 1900-01-01 for an unknown moment.

create or replace function concerts._read_moment(p_text text)
    returns timestamptz
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_at timestamptz;
begin
    if p_text
        ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}(Z|[+-][0-9]{2}:?[0-9]{2})$'
    then
        v_at := p_text::timestamptz;
    end if;
    return case
        when v_at > '1900-01-03T00:00Z' and v_at < '3000-01-01T00:00Z' then v_at
    end;
exception
    when datetime_field_overflow or invalid_datetime_format
        or invalid_time_zone_displacement_value
    then
        return null;
end;
$$;

comment on function concerts._read_moment(text) is
    'Return a moment; null for an unknown one, and for other text.';
