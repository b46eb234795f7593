-- filters.attach_table: count columns of a table of others: one dimension for each.
--
-- core.attach_table calls it for the kind filters. Row-level security of the table does
-- not reach counts, so the roles that may read them have to be named. Registering
-- starts an operation; the dimension is live when a worker has counted the rows.

create or replace function filters.attach_table(p_attachment core.attachments)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_options constant jsonb := p_attachment.options;
    v_columns text[];
    v_column text;
    v_name text;
begin
    if v_options - array['roles', 'columns'] <> '{}'
        or coalesce(jsonb_typeof(v_options -> 'roles'), '') <> 'array'
        or coalesce(jsonb_typeof(v_options -> 'columns'), '') <> 'array'
        or '[]' in (v_options -> 'roles', v_options -> 'columns')
    then
        perform core.raise_error(
            'core.invalid_attachment',
            'filters takes {roles: [role], columns: [column]}.'
        );
    end if;
    if exists (
        select from filters.allowed_sources as s
        where s.source_table = p_attachment.attached_table
    )
    then
        perform core.raise_error(
            'core.invalid_attachment',
            format('%s is in filters.allowed_sources already.', p_attachment.table_name)
        );
    end if;

    v_columns := array(
        select c.name from jsonb_array_elements_text(v_options -> 'columns') as c (name)
    );
    perform filters.allow_source(p_attachment.table_name, v_columns, '{count}', true);
    foreach v_column in array v_columns loop
        v_name := filters._attached_dimension(p_attachment.attached_table, v_column);
        if exists (select from filters.dimensions as d where d.name = v_name) then
            perform core.raise_error(
                'core.invalid_attachment',
                format('A dimension %s exists already.', v_name)
            );
        end if;
        perform filters.register_dimension(jsonb_build_object(
            'name', v_name,
            'label', v_column,
            'source', p_attachment.table_name,
            'column', v_column,
            'roles', v_options -> 'roles',
            'reason', 'Attached by the project.'
        ));
    end loop;
end;
$$;

comment on function filters.attach_table(core.attachments) is
$$Register a dimension <table>_<column> for each column, readable for the roles.

Errors: PT422 core.invalid_attachment, filters.invalid_dimension, filters.invalid_source,
PT409 filters.source_busy.
$$;
