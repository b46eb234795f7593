-- core.tg__touch: set the time of the last change of a row, its column updated_at.

create or replace function core.tg__touch()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if old *<> new then
        new.updated_at := core.now();
    end if;
    return new;
end;
$$;

comment on function core.tg__touch() is
    'Sets updated_at; an update that changes nothing leaves it.';
