-- concerts._show_merge: what a merge changes, in numbers.
--
-- Numbers, not rows: who voted is not for curators.

create or replace function concerts._show_merge(p_merge_id bigint)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_merge concerts.merges;
    v_reference record;
    v_count bigint;
    v_history jsonb := '{}'::jsonb;
begin
    select *
    into v_merge
    from concerts.merges
    where id = p_merge_id;
    for v_reference in
        select s.table_name, s.column_name, s.prefix, s.filter_column, s.filter_value
        from concerts.soft_references as s
        where
            s.entity = v_merge.entity
            and s.is_history
            and to_regclass(s.table_name) is not null
    loop
        execute format(
            'select count(*) from %s as t where t.%I = any($1) and %s',
            v_reference.table_name::regclass, v_reference.column_name,
            concerts._filter_sql(v_reference.filter_column, v_reference.filter_value)
        )
        into v_count
        using array(
            select v_reference.prefix || d.id from unnest(v_merge.drop_ids) as d (id)
        );
        v_history := v_history || jsonb_build_object(v_reference.table_name, v_count);
    end loop;
    return jsonb_build_object(
        'entity', v_merge.entity,
        'keep_id', v_merge.keep_id,
        'drop_ids', to_jsonb(v_merge.drop_ids),
        'tables', (
            select coalesce(jsonb_agg(to_jsonb(n) order by n.table_name), '[]')
            from (
                select
                    r.table_name,
                    count(*) filter (where r.operation = 'update') as changed,
                    count(*) filter (where r.operation = 'delete') as dropped,
                    count(*) filter (where r.operation = 'insert') as added
                from concerts.merge_rows as r
                where r.merge_id = p_merge_id
                group by r.table_name
            ) as n
        ),
        'redirects', (
            select coalesce(jsonb_agg(to_jsonb(n)), '[]')
            from (
                select r.entity, r.from_id, r.to_id
                from concerts.merge_rows as w
                inner join concerts.redirects as r
                    on
                        w.row_key ->> 'entity' = r.entity
                        and (w.row_key ->> 'from_id')::bigint = r.from_id
                where w.merge_id = p_merge_id and w.table_name = 'concerts.redirects'
                order by w.step, w.place
                limit 500
            ) as n
        ),
        'history', v_history
    );
end;
$$;

comment on function concerts._show_merge(bigint) is
$$Return {entity, keep_id, drop_ids, tables: [{table_name, changed, dropped, added}],
redirects: [{entity, from_id, to_id}], history: {table: rows}}.
$$;
