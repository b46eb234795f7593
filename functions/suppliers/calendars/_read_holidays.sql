-- suppliers._read_holidays: read a caller's holidays of one year; raises if one is
-- invalid.

create or replace function suppliers._read_holidays(p_year integer, p_holidays jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant text := 'suppliers.invalid_calendar';
    v_holidays jsonb;
    v_fault text;
begin
    perform core.read_number('year', p_year, 1900, 2999, c_key);
    v_holidays := core.read_records(
        'holidays', p_holidays, '{"holiday_on": "date", "name": "text"}', 366, 'Holiday',
        c_key, c_key, '{}'
    );
    select format('Holiday %s: %s.', r.place, f.fault)
    into v_fault
    from (
        select
            e.place,
            (e.item ->> 'holiday_on')::date as holiday_on,
            e.item ->> 'name' as name,
            count(*) over (partition by e.item ->> 'holiday_on') as uses
        from jsonb_array_elements(v_holidays) with ordinality as e (item, place)
    ) as r
    cross join lateral (
        select case
            when r.holiday_on is null then 'holiday_on is missing'
            when extract(year from r.holiday_on) <> p_year
                then format('%s is not in %s', r.holiday_on, p_year)
            when r.uses > 1 then format('%s comes twice', r.holiday_on)
            when coalesce(r.name, '') !~ '[^[:space:]]' then 'name is missing'
        end as fault
    ) as f
    where f.fault is not null
    order by r.place
    limit 1;
    if v_fault is not null then
        perform core.raise_error(c_key, v_fault);
    end if;
    return v_holidays;
end;
$$;

comment on function suppliers._read_holidays(integer, jsonb) is
$$Up to 366 of {holiday_on, name}, on different days of the year.

Errors: PT422 suppliers.invalid_calendar.
$$;
