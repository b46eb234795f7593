-- core.list_module_rows: what a removal of a module would lose in core.
--
-- What a module registers (kinds, settings, checks) is not listed: it comes back with
-- the module. The value that an operator gave a setting does not, nor do feature flags
-- and a source of webhooks whose messages become jobs of the module.

create or replace function core.list_module_rows(p_module text)
    returns table (table_name text, row_count bigint)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select f.table_name, f.row_count
    from (
        select 'core.jobs', count(*)
        from core.jobs as j
        where starts_with(j.kind, p_module || '.')
        union all
        select 'core.operations', count(*)
        from core.operations as o
        where o.finished_at is null and starts_with(o.kind, p_module || '.')
        union all
        select 'core.legal_holds', count(*)
        from core.legal_holds as h
        where h.released_at is null and starts_with(h.held_table::text, p_module || '.')
        union all
        select 'core.settings', count(*)
        from core.settings as s
        where s.value is not null and starts_with(s.name, p_module || '.')
        union all
        select 'core.feature_flags', count(*)
        from core.feature_flags as g
        where starts_with(g.name, p_module || '.')
        union all
        select 'core.webhook_sources', count(*)
        from core.webhook_sources as w
        where
            w.is_enabled
            and starts_with(coalesce(w.job_kind, w.name), p_module || '.')
    ) as f (table_name, row_count)
    where f.row_count > 0;
$$;

comment on function core.list_module_rows(text) is
    'Jobs, running operations, holds, set values, flags, webhook sources of a module.';
