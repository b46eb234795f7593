-- suppliers.load_holidays: make a calendar where there is none, and set its holidays of
-- some years.
--
-- What `rowhouse calendars load` sends; it is not exposed.

create or replace function suppliers.load_holidays(
    p_code text, p_name text, p_years integer[], p_holidays jsonb
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant text := 'suppliers.invalid_calendar';
    v_year integer;
    v_years jsonb := '[]'::jsonb;
    v_is_new boolean;
begin
    perform core.read_list('years', p_years, 1, 100, c_key);
    perform core.read_json('holidays', p_holidays, 'array', 10000000, c_key);
    v_is_new := not exists (select from suppliers.calendars as c where c.code = p_code);
    if v_is_new then
        perform suppliers.set_calendar(p_code, p_name, p_expected_version => 0);
    end if;
    foreach v_year in array p_years loop
        v_years := v_years || suppliers.set_holidays(
            p_code, v_year,
            (
                select coalesce(jsonb_agg(h.item), '[]')
                from jsonb_array_elements(p_holidays) as h (item)
                where starts_with(h.item ->> 'holiday_on', v_year || '-')
            )
        );
    end loop;
    return jsonb_build_object('code', p_code, 'is_new', v_is_new, 'years', v_years);
end;
$$;

comment on function suppliers.load_holidays(text, text, integer[], jsonb) is
$$Set the holidays of p_years, each as set_holidays does; p_name is for a new calendar.

p_holidays: [{holiday_on, name}]; those of other years are left out. Returns {code,
is_new, years}; an item of years is what set_holidays returns.
Errors: PT422 suppliers.invalid_calendar.
$$;
