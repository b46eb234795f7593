-- commerce._check_source: refuse the name of a source that does not exist.

create or replace function commerce._check_source(p_source text)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from commerce.sync_sources as s where s.name = p_source
    )
    then
        perform core.raise_error(
            'commerce.unknown_source',
            format('There is no source %L.', core.excerpt(p_source))
        );
    end if;
end;
$$;

comment on function commerce._check_source(text) is
    'Errors: PT404 commerce.unknown_source.';
