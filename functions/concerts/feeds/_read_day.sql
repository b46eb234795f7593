-- concerts._read_day: a day as sources write it: yyyy-MM-dd, or dd-MM-yyyy
-- (setlist.fm).
--
-- 1900-01-01 and earlier is what sources send for an unknown day.

create or replace function concerts._read_day(p_text text)
    returns date
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_parts integer[];
    v_day date;
begin
    v_parts := case
        when p_text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then string_to_array(p_text, '-')
        when p_text ~ '^[0-9]{2}-[0-9]{2}-[0-9]{4}$'
            then array[substr(p_text, 7), substr(p_text, 4, 2), left(p_text, 2)]
    end;
    v_day := make_date(v_parts[1], v_parts[2], v_parts[3]);
    return case when v_day between '1900-01-02' and '2999-12-31' then v_day end;
exception
    when datetime_field_overflow then
        return null;
end;
$$;

comment on function concerts._read_day(text) is
    'Return a day; null for an unknown one, and for other text.';
