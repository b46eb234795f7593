-- suppliers.set_holidays: set the holidays of a calendar in one year.
--
-- Locks the calendar. Only what differs is written, so the same call again changes
-- nothing. Definer: no role may write the table.

create or replace function suppliers.set_holidays(
    p_code text,
    p_year integer,
    p_holidays jsonb,
    p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_calendar suppliers.calendars;
    v_holidays jsonb;
    v_removed bigint;
    v_added bigint;
    v_renamed bigint;
begin
    perform core.require_role('admin', 'project_manager');
    v_holidays := suppliers._read_holidays(p_year, p_holidays);
    v_calendar := suppliers._find_calendar(p_code);
    select c.*
    into v_calendar
    from suppliers.calendars as c
    where c.id = v_calendar.id
    for no key update;
    perform core.check_version(
        'Calendar ' || v_calendar.code, v_calendar.version, p_expected_version,
        'suppliers.version_conflict'
    );

    delete from suppliers.holidays as h
    where
        h.calendar_id = v_calendar.id
        and h.holiday_on between make_date(p_year, 1, 1) and make_date(p_year, 12, 31)
        and h.holiday_on not in (
            select r.holiday_on
            from jsonb_to_recordset(v_holidays) as r (holiday_on date)
        );
    get diagnostics v_removed = row_count;
    update suppliers.holidays as h
    set name = r.name
    from jsonb_to_recordset(v_holidays) as r (holiday_on date, name text)
    where
        h.calendar_id = v_calendar.id
        and h.holiday_on = r.holiday_on
        and h.name <> r.name;
    get diagnostics v_renamed = row_count;
    insert into suppliers.holidays (calendar_id, holiday_on, name)
    select v_calendar.id, r.holiday_on, r.name
    from jsonb_to_recordset(v_holidays) as r (holiday_on date, name text)
    on conflict (calendar_id, holiday_on) do nothing;
    get diagnostics v_added = row_count;

    return jsonb_build_object(
        'code', v_calendar.code, 'year', p_year,
        'holidays', jsonb_array_length(v_holidays), 'added', v_added,
        'renamed', v_renamed, 'removed', v_removed,
        'version', (
            select c.version from suppliers.calendars as c where c.id = v_calendar.id
        )
    );
end;
$$;

grant execute on function suppliers.set_holidays(text, integer, jsonb, bigint)
to authenticated, service_role;

comment on function suppliers.set_holidays(text, integer, jsonb, bigint) is
$$Set all holidays of a calendar in one year; for app roles admin and project_manager.

Up to 366 holidays, on days of the year; one that is left out goes. The dates of tasks
stay. holidays is how many there are; added, renamed and removed say how many changed.
Takes: {holidays: [{holiday_on: date, name: text}]}
Returns: {code: text, year: integer, holidays: integer, added: bigint, renamed: bigint,
removed: bigint, version: bigint}
Units: holiday_on YYYY-MM-DD.
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_calendar, PT409
suppliers.version_conflict, PT422 suppliers.invalid_calendar.
Example: {"code": "STANDARD", "year": 2027, "holidays": [{"holiday_on": "2027-01-01",
"name": "New Year's Day"}]}
Budget: 200 ms.
$$;
