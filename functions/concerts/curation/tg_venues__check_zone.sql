-- concerts.tg_venues__check_zone: refuse a time zone that Postgres does not know.
--
-- A show without a time zone of its own takes that of its venue.

create or replace function concerts.tg_venues__check_zone()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform '2000-01-01'::timestamp at time zone new.timezone;
    return new;
exception
    when invalid_parameter_value then
        perform core.raise_error(
            'concerts.invalid_record',
            format('%L is not a time zone.', core.excerpt(new.timezone))
        );
        return null;
end;
$$;

comment on function concerts.tg_venues__check_zone() is
$$Guard of the time zones of venues.

Errors: PT422 concerts.invalid_record.
$$;
