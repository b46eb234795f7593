-- suppliers.list_holidays: the holidays of a calendar, by day.

create or replace function suppliers.list_holidays(
    p_code text,
    p_year integer default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'suppliers.list_holidays', p_after, p_page_size, '{date}'
    );
    v_calendar suppliers.calendars;
    v_items jsonb;
begin
    if p_year is not null then
        perform core.read_number('year', p_year, 1900, 2999);
    end if;
    v_calendar := suppliers._find_calendar(p_code);
    select jsonb_agg(to_jsonb(n) order by n.holiday_on)
    into v_items
    from (
        select h.holiday_on, h.name
        from suppliers.holidays as h
        where
            h.calendar_id = v_calendar.id
            and h.holiday_on > coalesce((v_page).key[1]::date, '-infinity')
            and h.holiday_on >= make_date(coalesce(p_year, 1900), 1, 1)
            and h.holiday_on <= make_date(coalesce(p_year, 2999), 12, 31)
        order by h.holiday_on
        limit (v_page).size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'holiday_on');
end;
$$;

grant execute on function suppliers.list_holidays(text, integer, text, integer)
to authenticated, service_role;

comment on function suppliers.list_holidays(text, integer, text, integer) is
$$Holidays of a calendar by day, of one year or of all; for every signed-in user.

Returns: {items: [{holiday_on: date, name: text}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 suppliers.unknown_calendar, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"code": "STANDARD", "year": 2099}
Budget: 200 ms.
$$;
