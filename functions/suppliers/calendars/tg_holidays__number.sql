-- suppliers.tg_holidays__number: keep the arrays of calendars whose holidays change.
--
-- Locks the calendars, by id. Definer: whoever writes holidays has no other right.

create or replace function suppliers.tg_holidays__number()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    for v_id in
        select distinct r.calendar_id from new_rows as r order by r.calendar_id
    loop
        perform suppliers._number_days(v_id);
    end loop;
    return null;
end;
$$;

comment on function suppliers.tg_holidays__number() is
    'Keeps days_off and worked_before of suppliers.calendars.';
