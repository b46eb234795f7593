-- suppliers.set_calendar: make or change a calendar.
--
-- Definer: no role may write the table.

create or replace function suppliers.set_calendar(
    p_code text,
    p_name text,
    p_workdays integer[] default '{1, 2, 3, 4, 5}',
    p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant text := 'suppliers.invalid_calendar';
    v_version bigint;
    v_calendar suppliers.calendars;
begin
    perform core.require_role('admin', 'project_manager');
    perform suppliers._read_code(p_code, c_key);
    perform core.read_text('name', p_name, 1, 200, c_key);
    perform core.read_list('workdays', p_workdays, 1, 7, c_key);
    if not p_workdays <@ '{1, 2, 3, 4, 5, 6, 7}' then
        perform core.raise_error(c_key, 'workdays are numbers from 1 to 7.');
    end if;

    perform pg_advisory_xact_lock(hashtextextended('suppliers.calendar:' || p_code, 0));
    select c.version
    into v_version
    from suppliers.calendars as c
    where c.code = p_code
    for no key update;
    perform core.check_version(
        'Calendar ' || p_code, v_version, p_expected_version,
        'suppliers.version_conflict'
    );
    insert into suppliers.calendars as c (code, name, workdays, created_at, updated_at)
    select p_code, p_name, array_agg(distinct d.day order by d.day), core.now(), core.now()
    from unnest(p_workdays) as d (day)
    on conflict (code) do update
    set
        name = excluded.name,
        workdays = excluded.workdays
    returning c.* into v_calendar;
    return suppliers._show_calendar(v_calendar);
end;
$$;

grant execute on function suppliers.set_calendar(text, text, integer[], bigint)
to authenticated, service_role;

comment on function suppliers.set_calendar(text, text, integer[], bigint) is
$$Make a calendar, or change its name and weekdays; for app roles admin and
project_manager.

Its holidays stay, and so do the dates of tasks; later arithmetic follows the new
weekdays. expected_version: that of the calendar that was seen; 0: there is none yet.
Returns: list_calendars.items
Units: workdays from 1 (Monday) to 7 (Sunday); code is up to 40 upper-case letters,
digits, points and hyphens.
Errors: PT403 core.not_permitted, PT409 suppliers.version_conflict, PT422
suppliers.invalid_calendar.
Example: {"code": "PH", "name": "Philippines", "workdays": [1, 2, 3, 4, 5, 6]}
Budget: 200 ms.
$$;
