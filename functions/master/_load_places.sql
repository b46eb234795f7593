-- master._load_places: load a staging table of places of any country.
--
-- The table lock serializes loads of places; readers, and writers of other tables, go
-- on.

create or replace function master._load_places(p_staging regclass)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault record;
    v_count bigint;
begin
    lock table master.places in share row exclusive mode;
    select f.line, f.reason
    into v_fault
    from master._refuse_places(p_staging) as f
    order by f.line
    limit 1;
    if found then
        perform core.raise_error(
            'master.invalid_place', format('Line %s: %s.', v_fault.line, v_fault.reason)
        );
    end if;

    perform master._write_places(
        array(select n from master._read_places(p_staging) as n)
    );
    execute format('select count(*) from %s', p_staging) into v_count;
    return v_count;
end;
$$;

comment on function master._load_places(regclass) is
$$Upsert places by scheme, code and level; returns the number of rows.

Columns: country, scheme, code, level integer, name, parent, other_names, place_key,
class, population bigint.
Required: country, scheme, code, level, name.
parent is a code of the same scheme, a place_key or scheme:code, at a smaller level. It
stands in an earlier line of the file, in the same batch, or was loaded before.
other_names are separated by |. A known place takes the name, and what else is not
empty: another parent moves it and all stores in it. A new place without place_key gets
its code as the value that filters use, or scheme:code where another place of the level
has that value; a value stays until a file gives another. A retired place is back.
Errors: PT422 master.invalid_place.
$$;
