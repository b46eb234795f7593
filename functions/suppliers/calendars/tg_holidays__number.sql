-- suppliers.tg_holidays__number: have calendars numbered anew whose holidays change.
--
-- Locks the calendars, by id; suppliers.tg_calendars__number computes their arrays, and
-- their version rises. Definer: the writers of holidays have no other right.

create or replace function suppliers.tg_holidays__number()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform from suppliers.calendars as c
    where c.id in (select r.calendar_id from new_rows as r)
    order by c.id
    for no key update;
    update suppliers.calendars as c
    set updated_at = greatest(core.now(), c.updated_at + interval '1 microsecond')
    where c.id in (select r.calendar_id from new_rows as r);
    return null;
end;
$$;

comment on function suppliers.tg_holidays__number() is
    'Keeps days_off, worked_before and version of suppliers.calendars.';
