-- filters._lock_source: stop the writers of a source until the commit.
--
-- Its row first, so that whoever compiles for it follows another. Where triggers are to
-- be removed the strongest lock at once: raising it later could meet a writer that
-- waits for us. Three seconds, then nothing has happened.

create or replace function filters._lock_source(p_source regclass, p_is_last boolean)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '3s'
as $$
begin
    perform from filters.sources
    where source_table = p_source
    for no key update;
    if exists (select from pg_catalog.pg_class where oid = p_source) then
        execute format(
            'lock table %s in %s mode',
            p_source,
            case when p_is_last then 'access exclusive' else 'share row exclusive' end
        );
    end if;
exception
    when lock_not_available then
        perform core.raise_error(
            'filters.source_busy', format('%s is being written.', p_source)
        );
end;
$$;

comment on function filters._lock_source(regclass, boolean) is
    'Errors: PT409 filters.source_busy.';
