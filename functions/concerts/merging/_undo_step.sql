-- concerts._undo_step: take back one statement of a merge.
--
-- Of a changed row those columns go back that still have what the merge wrote: what
-- others wrote since stays. A row that is gone since is left out.

create or replace function concerts._undo_step(
    p_merge_id bigint, p_step integer, p_table regclass, p_operation text
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows constant text := 'select r.* from concerts.merge_rows as r'
        ' where r.merge_id = $1 and r.step = $2 order by r.place';
begin
    execute case p_operation
        when 'insert' then format(
            'delete from %s as t using (%s) as r where %s',
            p_table, v_rows, concerts._match_sql(p_table, 'r.new_key')
        )
        when 'delete' then (
            select format(
                'insert into %1$s (%2$s) overriding system value'
                ' select %3$s from (%4$s) as r'
                ' cross join lateral jsonb_populate_record(null::%1$s, r.old_values) as n',
                p_table, string_agg(format('%I', a.attname), ', ' order by a.attnum),
                string_agg(format('n.%I', a.attname), ', ' order by a.attnum), v_rows
            )
            from pg_catalog.pg_attribute as a
            where
                a.attrelid = p_table
                and a.attnum > 0
                and not a.attisdropped
                and a.attgenerated = ''
        )
        else (
            select format(
                'update %1$s as t set %2$s'
                ' from (%3$s) as r'
                ' cross join lateral jsonb_populate_record(null::%1$s, r.old_values) as o'
                ' cross join lateral jsonb_populate_record(null::%1$s, r.new_values) as n'
                ' where %4$s',
                p_table,
                string_agg(
                    format(
                        '%1$I = case'
                        ' when r.new_values ? %1$L and t.%1$I is not distinct from n.%1$I'
                        ' then o.%1$I else t.%1$I end',
                        c.name
                    ),
                    ', '
                ),
                v_rows, concerts._match_sql(p_table, 'r.new_key')
            )
            from (
                select distinct k.name
                from concerts.merge_rows as r
                cross join lateral jsonb_object_keys(r.new_values) as k (name)
                where r.merge_id = p_merge_id and r.step = p_step
            ) as c
        )
    end
    using p_merge_id, p_step;
end;
$$;

comment on function concerts._undo_step(bigint, integer, regclass, text) is
    'Restore the rows of a step as they were before it.';
