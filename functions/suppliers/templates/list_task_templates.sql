-- suppliers.list_task_templates: the templates of a project, in a topological order.
--
-- All of them are one cached answer, of which this is a page; a project that the caller
-- does not see is refused before the cache is asked. Definer: callers may use neither
-- the cache nor the access log.

create or replace function suppliers.list_task_templates(
    p_project_id bigint, p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page := core.read_page(
        'suppliers.list_task_templates', p_after, p_page_size, '{integer}'
    );
    v_items jsonb;
begin
    perform suppliers._require_project(p_project_id);
    perform suppliers._log_read('task_templates', p_project_id);
    select jsonb_agg(n.template order by n.place)
    into v_items
    from (
        select t.template, (t.template ->> 'place')::integer as place
        from jsonb_array_elements(
            core.cached(
                'suppliers.task_templates', jsonb_build_object('project_id', p_project_id)
            )
        ) as t (template)
        where (t.template ->> 'place')::integer > coalesce(v_page.key[1]::integer, 0)
        order by (t.template ->> 'place')::integer
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'place');
end;
$$;

grant execute on function suppliers.list_task_templates(bigint, text, integer)
to authenticated, service_role;

comment on function suppliers.list_task_templates(bigint, text, integer) is
$$Templates of a project, each after its predecessors; for those who work on it.

The answer is cached and follows every change at once. What suppliers read is logged.
Returns: {items: [{place: integer, id: bigint, code: text, title: text, phase: text |
null, capability: text | null, canonical_due: date, duration_days: integer, after:
[{code: text, lag_days: integer, is_implied: boolean}]}], next: text | null}
Units: duration_days and lag_days in working days; page_size from 1 to 500.
Errors: PT404 suppliers.unknown_project, PT422 core.invalid_cursor, PT422
core.invalid_page_size; for a supplier's people PT405 core.post_only.
Example: {"project_id": 2001}
Budget: 200 ms.
$$;
