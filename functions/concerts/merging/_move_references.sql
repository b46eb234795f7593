-- concerts._move_references: redirect every reference to a dropped row to the kept one.
--
-- Rows that would break a key are merged, which may go on below: two shows bring their
-- setlists together, these their songs, these the votes.

create or replace function concerts._move_references(
    p_merge_id bigint, p_table regclass, p_keep_id bigint, p_drop_id bigint
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_reference record;
    v_key record;
    v_pair record;
    v_filter text;
begin
    for v_reference in select r.* from concerts._list_references(p_table) as r loop
        if v_reference.column_name is null then
            perform core.raise_error(
                'concerts.merge_conflict',
                format('%s refers by several columns.', v_reference.table_name)
            );
        end if;
        v_filter := concerts._filter_sql(
            v_reference.filter_column, v_reference.filter_value
        );
        for v_key in
            select k.*
            from concerts._list_keys(v_reference.table_name, v_reference.column_name) as k
            left join concerts.merge_rules as m
                on
                    m.table_name = v_reference.table_name::text
                    and k.columns = m.columns
            where m.rule is distinct from 'append'
        loop
            for v_pair in
                select c.*
                from concerts._find_collisions(
                    v_reference.table_name, v_reference.column_name, v_filter,
                    v_key.columns, v_key.predicate, v_key.is_null_equal, p_keep_id,
                    p_drop_id
                ) as c
            loop
                perform concerts._merge_row(
                    p_merge_id, v_reference.table_name, v_key.columns, v_pair.keep_key,
                    v_pair.drop_key
                );
            end loop;
        end loop;
        perform concerts._move_rows(
            p_merge_id, v_reference.table_name, v_reference.column_name, v_filter,
            p_keep_id, p_drop_id
        );
    end loop;
end;
$$;

comment on function concerts._move_references(bigint, regclass, bigint, bigint) is
$$Move every reference from p_drop_id to p_keep_id.

Errors: PT409 concerts.merge_conflict.
$$;
