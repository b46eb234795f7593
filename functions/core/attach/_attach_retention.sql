-- core._attach_retention: a retention policy for a table of others.
--
-- The condition is text of the project's own file. It is tried once, on no row, so one
-- that does not parse is refused here, not by a nightly job. A number without a unit is
-- refused too: Postgres reads 90 as seconds, and the next night would take nearly all.

create or replace function core._attach_retention(p_attachment core.attachments)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_options constant jsonb := p_attachment.options;
    v_column constant text := v_options ->> 'column';
    v_keep interval;
begin
    v_keep := (v_options ->> 'keep')::interval;
    if v_options ->> 'keep' !~ '[[:alpha:]]' or v_keep = interval '0' then
        raise data_exception using
            message = format(
                'keep is %L: give a time above zero with its unit, as in ''90 days''',
                core.excerpt(v_options ->> 'keep')
            );
    end if;
    if v_options - array['column', 'keep', 'condition'] <> '{}'
        or v_keep is null or v_keep < interval '0'
        or not exists (
            select from core._live_columns(p_attachment.attached_table) as l
            where
                l.name = v_column
                and l.type ~ '^(timestamp(\(\d\))? (with|without) time zone|date)$'
        )
    then
        raise data_exception using
            message = 'column is not a time or a date, or keep is not an interval';
    end if;
    execute format(
        'select from %s where %I < now() and coalesce(%s, false) limit 0',
        p_attachment.attached_table, v_column,
        coalesce('(' || (v_options ->> 'condition') || ')', 'true')
    );

    insert into core.retention_policies (
        table_name, method, column_name, keep, condition, description
    )
    values (
        p_attachment.table_name, 'predicate', v_column, v_keep,
        v_options ->> 'condition', 'Attached by the project.'
    );
exception
    when data_exception or syntax_error_or_access_rule_violation
        or integrity_constraint_violation
    then
        perform core.raise_error(
            'core.invalid_attachment',
            format('retention takes {column, keep, condition}: %s.', sqlerrm)
        );
end;
$$;

comment on function core._attach_retention(core.attachments) is
    'Errors: PT422 core.invalid_attachment.';
