-- core._erase_rows: erase a person from the rows of all registered tables.
--
-- Dynamic SQL over tables and columns of core.personal_columns only. Rows that were
-- erased before are not written again.

create or replace function core._erase_rows(p_person_kind text, p_person_key text)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_erased jsonb := '{}'::jsonb;
    v_table record;
    v_rows bigint;
begin
    for v_table in
        select
            c.relation, c.table_name, c.key_column, c.key_type,
            bool_or(c.action = 'delete') as is_deleted,
            string_agg(format('%I', c.column_name), ', ' order by c.column_name)
                as columns,
            string_agg(
                case c.action when 'mask' then '''***''' else 'null' end, ', '
                order by c.column_name
            ) as erased
        from core._list_personal_columns(p_person_kind) as c
        group by c.relation, c.table_name, c.key_column, c.key_type
        order by min(c.place), c.table_name, c.key_column
    loop
        execute format(
            case
                when v_table.is_deleted then 'delete from %1$s where %2$I = %3$L::%4$s'
                else
                    'update %1$s set (%5$s) = row(%6$s) where %2$I = %3$L::%4$s '
                    'and row(%5$s) is distinct from row(%6$s)'
            end,
            v_table.relation, v_table.key_column, p_person_key, v_table.key_type,
            v_table.columns, v_table.erased
        );
        get diagnostics v_rows = row_count;
        if v_rows > 0 then
            v_erased := v_erased || jsonb_build_object(
                v_table.table_name,
                coalesce((v_erased ->> v_table.table_name)::bigint, 0) + v_rows
            );
        end if;
    end loop;
    return v_erased;
end;
$$;

comment on function core._erase_rows(text, text) is
    'How many rows of each table were changed or deleted.';
