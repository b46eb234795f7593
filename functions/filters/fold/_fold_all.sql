-- filters._fold_all: fold until no change is left.
--
-- The caller holds the fold lock and keeps writers of lines out.

create or replace function filters._fold_all()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    while filters.fold_lines() > 0 loop
        null;
    end loop;
end;
$$;

comment on function filters._fold_all() is
    'Fold every unfolded change of lines.';
