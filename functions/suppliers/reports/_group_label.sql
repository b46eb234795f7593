-- suppliers._group_label: the key and the name of a group of a report.

create or replace function suppliers._group_label(p_by text, p_group_id bigint)
    returns table (key text, name text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 1
as $$
    select s.code, s.name
    from suppliers.suppliers as s
    where p_by = 'supplier' and s.id = p_group_id
    union all
    select p.code, p.name
    from suppliers.projects as p
    where p_by = 'project' and p.id = p_group_id
    union all
    select d.day::text, d.day::text
    from (select date '1900-01-01' + p_group_id::integer as day) as d
    where p_by = 'month'
$$;

comment on function suppliers._group_label(text, bigint) is
    'Code and name of a supplier or a project, or the first day of a month twice.';
