-- filters._value_expression: the SQL expression that reads a dimension's value from a
-- row.
--
-- Null if the column does not exist or its type has no unique spelling: floats, and
-- times, which read differently in each time zone. A date is written as in JSON,
-- whatever the session's style; 1, 1.0 and 1.00 are one number. Values are truncated,
-- since an index cannot hold long ones. The row is called p_row; only %I and %L quote.

create or replace function filters._value_expression(
    p_source regclass, p_column name, p_path text[], p_row name default 'r'
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_column text := format('%I.%I', p_row, coalesce(p_column, ''));
    v_type regtype := filters._column_type(p_source, p_column);
    v_text text;
begin
    v_text := case
        when p_path is not null and v_type = 'jsonb'::regtype
            then format(
                'case jsonb_typeof(%1$s #> %2$L::text[]) '
                'when ''number'' then trim_scale((%1$s #>> %2$L::text[])::numeric)::text '
                'else %1$s #>> %2$L::text[] end',
                v_column, p_path
            )
        when p_path is not null or v_type is null
            then null
        when v_type = 'date'::regtype
            then format('to_jsonb(%s) #>> ''{}''', v_column)
        when v_type = 'numeric'::regtype
            then format('trim_scale(%s)::text', v_column)
        else v_column || '::text'
    end;
    return '(left((' || v_text || '), 200) collate "C")';
end;
$$;

comment on function filters._value_expression(regclass, name, text[], name) is
$$An SQL expression of type text, or null for a column that cannot be counted.

Units: a value is the first 200 characters.
$$;
