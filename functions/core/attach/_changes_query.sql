-- core._changes_query: SQL for what a statement changed, for a table that is not plain.
--
-- `id`: the key as text; `operation`; `old_doc`, `new_doc`: the row. An updated row
-- whose key changed has no partner: it went away under one key and came under another.
-- What did not change, as jsonb writes it, is left out. Without a key, only operations.

create or replace function core._changes_query(
    p_table regclass, p_operation text, p_old_rows text, p_new_rows text
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_shape constant record := core._row_shape(p_table);
    v_old constant text := format(
        'select %s as id, %s as doc from %s as _o_',
        v_shape.old_key, v_shape.old_row, p_old_rows
    );
    v_new constant text := format(
        'select %s as id, %s as doc from %s as _n_',
        v_shape.new_key, v_shape.new_row, p_new_rows
    );
begin
    if v_shape.keys is null or p_operation = 'truncate' then
        return format(
            'select null::text as id, %L as operation, null::jsonb as old_doc, '
            'null::jsonb as new_doc ',
            p_operation
        ) || case p_operation
            when 'insert' then 'from ' || p_new_rows || ' as n'
            when 'truncate' then ''
            else 'from ' || p_old_rows || ' as o'
        end;
    end if;
    return case p_operation
        when 'insert' then format(
            'select n.id, ''insert'' as operation, null::jsonb as old_doc, '
            'n.doc as new_doc from (%s) as n',
            v_new
        )
        when 'delete' then format(
            'select o.id, ''delete'' as operation, o.doc as old_doc, '
            'null::jsonb as new_doc from (%s) as o',
            v_old
        )
        else format(
            'select coalesce(o.id, n.id) as id, '
            'case when n.id is null then ''delete'' when o.id is null then ''insert'' '
            'else ''update'' end as operation, o.doc as old_doc, n.doc as new_doc '
            'from (%s) as o full join (%s) as n on o.id collate "C" = n.id collate "C" '
            'where o.doc::text is distinct from n.doc::text',
            v_old, v_new
        )
    end;
end;
$$;

comment on function core._changes_query(regclass, text, text, text) is
    'Columns id, operation, old_doc, new_doc.';
