-- concerts.tg_shows__close: compute when the votes of a show close.
--
-- The start, or the first moment of the day in the show's time zone. An unknown time
-- zone is refused, so feeds replace it by that of the venue or UTC.

create or replace function concerts.tg_shows__close()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    new.closes_at := coalesce(
        new.starts_at, new.show_on::timestamp at time zone new.timezone
    );
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

comment on function concerts.tg_shows__close() is
$$Set closes_at.

Errors: PT422 concerts.invalid_record.
$$;
