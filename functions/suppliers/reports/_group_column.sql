-- suppliers._group_column: the expression by which a report groups rows f.

create or replace function suppliers._group_column(p_by text, p_day name)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case p_by
        when 'supplier' then 'f.supplier_id'
        when 'project' then 'f.project_id'
        when 'month' then format(
            '(date_trunc(''month'', f.%I::timestamp)::date - date ''1900-01-01'')::bigint',
            p_day
        )
    end
$$;

comment on function suppliers._group_column(text, name) is
    'Id of supplier or project; the first day of the month as days since 1900-01-01.';
