-- filters._lock_source: block writers of a source until the commit.
--
-- The source's row is locked first, so compilations for one source run one after the
-- other. If triggers are to be dropped, the strongest lock is taken at once: raising it
-- later could deadlock with a waiting writer. After three seconds the call fails and
-- nothing has changed.

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
            'filters.source_busy', format('%s is being written to.', p_source)
        );
end;
$$;

comment on function filters._lock_source(regclass, boolean) is
    'Errors: PT409 filters.source_busy.';
