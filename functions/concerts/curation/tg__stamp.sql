-- concerts.tg__stamp: set the times of a new row.
--
-- Rows also come through the views of schema api, whose writers have no right on these
-- columns. A merge or a feed that sends a time keeps it.

create or replace function concerts.tg__stamp()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    new.created_at := coalesce(new.created_at, core.now());
    new.updated_at := coalesce(new.updated_at, new.created_at);
    return new;
end;
$$;

comment on function concerts.tg__stamp() is
    'Set created_at and updated_at of a new row.';
