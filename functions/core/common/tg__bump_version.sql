-- core.tg__bump_version: raise the version of a row by one, its column version.
--
-- The row is locked, so the versions of two changes at once differ. What the statement
-- sets is overwritten: a version counts changes, and callers compare it.
--
-- Its arguments are the generated columns of the table: these have no value yet.

create or replace function core.tg__bump_version()
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
        new.version := old.version + 1;
    end if;
    return new;
end;
$$;

comment on function core.tg__bump_version() is
    'Raises version by one; an update that changes nothing leaves it.';
