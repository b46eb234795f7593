-- filters._prune_value: delete one master row, or return the reason why it stays.
--
-- A line that is written meanwhile either holds the row by a foreign key or, without
-- one, makes the next fold insert the row again. The key itself is compared, too, as in
-- filters._write_condition: the expression of its value has no index. The value was
-- read from a key, so it can be cast to its type; one of 200 characters may be cut off.

create or replace function filters._prune_value(
    p_dimension filters.dimensions, p_value text, p_dry_run boolean
)
    returns text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type regtype := filters._column_type(
        p_dimension.master_table, p_dimension.master_key
    );
    v_condition text := format(
        '%s%s = %L%s',
        case
            when length(p_value) < 200
                then format(
                    'm.%I = %L%s and ',
                    p_dimension.master_key,
                    p_value,
                    case
                        when (
                            select t.typcategory from pg_catalog.pg_type as t
                            where t.oid = v_type
                        ) <> 'S' then '::' || v_type
                    end
                )
        end,
        filters._value_expression(
            p_dimension.master_table, p_dimension.master_key, null, 'm'
        ),
        p_value,
        ' and m.level = ' || p_dimension.master_level
    );
    v_keeper regclass := filters._find_referencing_table(
        p_dimension.master_table, v_condition
    );
begin
    if core.is_on_legal_hold(p_dimension.master_table::text) then
        return 'a legal hold';
    end if;
    if v_keeper is not null then
        return format('%s refers to it', v_keeper);
    end if;
    if not p_dry_run then
        execute format(
            'delete from %s as m where %s', p_dimension.master_table, v_condition
        );
    end if;
    return null;
exception
    when others then
        if sqlstate ~ '^(40|53|55|57|58|08|XX)' then
            raise;
        end if;
        return sqlerrm;
end;
$$;

comment on function filters._prune_value(filters.dimensions, text, boolean) is
    'Null if the row was deleted, or would be in a dry run; otherwise the reason.';
