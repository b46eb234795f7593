-- filters.allow_source: let dimensions use a table and some of its columns.
--
-- For the owner, in SQL: no other role has a grant on it, and app role admin can reach
-- only tables that are listed here. A call replaces all that was allowed before. A
-- dimension that uses something no longer allowed, or whose parent reads it, is
-- switched off and loses its counts in the same transaction. It locks the row of the
-- list, then each such dimension as filters.register_dimension does.

create or replace function filters.allow_source(
    p_table_name text,
    p_columns text[],
    p_uses text[] default array['count'],
    p_is_guarded boolean default false
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table constant regclass := filters._find_source(p_table_name);
    v_unknown text;
    v_gone record;
begin
    if p_columns is null or p_uses is null or p_is_guarded is null
        or array_position(p_columns, null) is not null
        or not p_uses <@ array['count', 'master', 'prune']
        or ('prune' = any(p_uses) and 'master' <> all(p_uses))
    then
        perform core.raise_error(
            'core.invalid_argument',
            'columns must be a list; uses are count, master, and prune with master.'
        );
    end if;
    select c.name
    into v_unknown
    from unnest(p_columns) as c (name)
    where not exists (
        select from pg_catalog.pg_attribute as a
        where
            a.attrelid = v_table
            and a.attname = c.name
            and a.attnum > 0
            and not a.attisdropped
    )
    order by c.name
    limit 1;
    if found then
        perform core.raise_error(
            'core.invalid_argument',
            format('%s has no column %s.', v_table, core.excerpt(v_unknown))
        );
    end if;
    if not p_is_guarded and p_uses <> '{}' and filters._is_protected(v_table) then
        perform core.raise_error(
            'filters.source_guarded',
            format(
                '%s has row-level security, a reserved schema or another owner.',
                v_table
            )
        );
    end if;

    insert into filters.allowed_sources (source_table, columns, uses, is_guarded)
    values (v_table, p_columns, p_uses, p_is_guarded)
    on conflict (source_table) do update
    set
        columns = excluded.columns,
        uses = excluded.uses,
        is_guarded = excluded.is_guarded;

    for v_gone in
        select n.dimension, filters._dimension_config(d) as config, n.fault
        from filters.list_disallowed_dimensions() as n
        inner join filters.dimensions as d on n.dimension = d.name
        where v_table in (d.source_table, d.master_table)
        order by n.dimension
    loop
        perform filters._lock_dimension(v_gone.dimension);
        perform filters._apply_config(
            v_gone.config, false, false, format('Disallowed: %s.', v_gone.fault)
        );
    end loop;
end;
$$;

comment on function filters.allow_source(text, text[], text[], boolean) is
$$Allow dimensions to use a table; for the owner.

`columns` may be sampled, counted and shown to callers; for a master table, list its key
and label; for a dimension with a parent, the columns of both. `uses`: count (rows are
counted), master (new values get a row), prune (rows without a line may be deleted).
`is_guarded` must be true for a table with row-level security, in a schema of a module or
the platform, or of another owner. An empty list of uses revokes everything: dimensions
that use the table are switched off.
Errors: PT422 filters.invalid_source, core.invalid_argument, PT409 filters.source_guarded,
filters.source_busy.
$$;
