-- core.tg__touch: set the time of the last change of a row, its column updated_at.
--
-- It never goes back: a row from before the clock was set back can be changed, too.
--
-- Its arguments are the generated columns of the table: these have no value yet.

create or replace function core.tg__touch()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if old *<> new
        and (tg_nargs = 0 or to_jsonb(old) - tg_argv <> to_jsonb(new) - tg_argv)
    then
        new.updated_at := greatest(core.now(), old.updated_at);
    end if;
    return new;
end;
$$;

comment on function core.tg__touch() is
    'Sets updated_at; an update that changes nothing leaves it.';
