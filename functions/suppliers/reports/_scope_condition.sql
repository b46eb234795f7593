-- suppliers._scope_condition: the condition on rows f that belong to a report.
--
-- $3 are the projects that the caller manages, $4 the suppliers for which the caller
-- works, $5 the supplier that is asked for. No projects, not even an empty array: the
-- caller sees all.

create or replace function suppliers._scope_condition(
    p_project_ids bigint[], p_supplier_id bigint
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concat_ws(
        ' ',
        case when p_supplier_id is not null then 'and f.supplier_id = $5' end,
        case
            when p_project_ids is not null
                then 'and (f.project_id = any($3) or f.supplier_id = any($4))'
        end
    )
$$;

comment on function suppliers._scope_condition(bigint[], bigint) is
    'SQL that begins with and, or an empty string; parameters $3, $4 and $5.';
