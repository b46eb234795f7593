-- suppliers.list_calendars: the working calendars.

create or replace function suppliers.list_calendars(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'suppliers.list_calendars', p_after, p_page_size, '{text}'
    );
    v_items jsonb;
begin
    select jsonb_agg(n.calendar order by n.code)
    into v_items
    from (
        select c.code, suppliers._show_calendar(c) as calendar
        from suppliers.calendars as c
        where c.code > coalesce((v_page).key[1], '')
        order by c.code
        limit (v_page).size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'code');
end;
$$;

grant execute on function suppliers.list_calendars(text, integer)
to authenticated, service_role;

comment on function suppliers.list_calendars(text, integer) is
$$Calendars by code, for every signed-in user.

holidays is their number, list_holidays lists them.
Returns: {items: [{code: text, name: text, workdays: [integer], holidays: bigint,
version: bigint, updated_at: timestamptz}], next: text | null}
Units: workdays from 1 (Monday) to 7 (Sunday); page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Example: {}
Budget: 200 ms.
$$;
