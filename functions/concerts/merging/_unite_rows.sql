-- concerts._unite_rows: drop a row, and give the kept one what it takes from it.
--
-- The dropped row goes first, so its unique values are free. A value that a third row
-- has, too, is not taken. One that a curator had set is marked as such.

create or replace function concerts._unite_rows(
    p_merge_id bigint, p_table regclass, p_columns text[], p_keep jsonb, p_drop jsonb
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_keep constant jsonb := concerts._read_row(p_table, p_keep);
    v_drop constant jsonb := concerts._read_row(p_table, p_drop);
    v_values jsonb := concerts._united_values(p_table, p_columns, v_keep, v_drop);
begin
    perform concerts._save_change(p_merge_id, p_table, p_drop, v_drop, null);
    execute format(
        'delete from %s as t where %s', p_table, concerts._match_sql(p_table, '$1')
    )
    using p_drop;
    if v_values = '{}' then
        return;
    end if;

    begin
        perform concerts._set_values(
            p_table, p_keep, concerts._mark_taken(v_values, v_keep, v_drop)
        );
    exception
        when unique_violation then
            v_values := v_values - array(
                select a.attname::text
                from pg_catalog.pg_index as i
                inner join pg_catalog.pg_attribute as a
                    on i.indrelid = a.attrelid and a.attnum = any(i.indkey::smallint[])
                where i.indrelid = p_table and i.indisunique
            );
            if v_values <> '{}' then
                perform concerts._set_values(
                    p_table, p_keep, concerts._mark_taken(v_values, v_keep, v_drop)
                );
            end if;
    end;
    perform concerts._save_change(
        p_merge_id, p_table, p_keep, v_keep, concerts._read_row(p_table, p_keep)
    );
end;
$$;

comment on function concerts._unite_rows(bigint, regclass, text[], jsonb, jsonb) is
    'Make two rows of a table one, and save both.';
