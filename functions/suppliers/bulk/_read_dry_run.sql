-- suppliers._read_dry_run: read whether a bulk call is only a question; raises on null.
--
-- Null is neither: who meant a dry run must not change 100,000 tasks.

create or replace function suppliers._read_dry_run(p_dry_run boolean)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_dry_run is null then
        perform core.raise_error('core.invalid_argument', 'dry_run is null.');
    end if;
end;
$$;

comment on function suppliers._read_dry_run(boolean) is
$$True or false.

Errors: PT422 core.invalid_argument.
$$;
