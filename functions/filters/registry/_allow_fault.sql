-- filters._allow_fault: why dimensions may not use a table in some way, or null.
--
-- The only reader of filters.allowed_sources. A table that was listed before row-level
-- security was enabled on it is refused until the owner lists it as guarded.

create or replace function filters._allow_fault(
    p_table regclass, p_use text, p_columns text[] default '{}'
)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when a.source_table is null or p_use <> all(a.uses)
            then format('is not a table that the owner allows for %s', p_use)
        when not a.is_guarded and filters._is_protected(p_table)
            then 'is protected, and the owner did not allow it as guarded'
        when not p_columns <@ a.columns
            then format(
                'is allowed without its column %s',
                core.excerpt(
                    (
                        select min(c.name) from unnest(p_columns) as c (name)
                        where c.name <> all(a.columns)
                    )
                )
            )
    end
    from (values (p_table)) as t (source_table)
    left join filters.allowed_sources as a on t.source_table = a.source_table
$$;

comment on function filters._allow_fault(regclass, text, text[]) is
    'The rest of a sentence that starts with the table. Uses: count, master, prune.';
