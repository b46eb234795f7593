-- suppliers._preview_bulk: one page of what a change would make of some tasks.
--
-- Faults of a task do not depend on the other tasks of a call, as one call gives all of
-- them the same status: so a page is exact.

create or replace function suppliers._preview_bulk(
    p_task_ids bigint[], p_change jsonb, p_page core.page
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.write_page(
        p_page,
        suppliers._show_differences(
            array(
                select u.id
                from unnest(p_task_ids) as u (id)
                where u.id > coalesce((p_page.key[1])::bigint, 0)
                order by u.id
                limit p_page.size + 1
            ),
            p_change
        ),
        'task_id'
    ) || jsonb_build_object(
        'dry_run', true, 'total', cardinality(p_task_ids), 'operation_id', null
    )
$$;

comment on function suppliers._preview_bulk(bigint[], jsonb, core.page) is
    '{items, next, dry_run, total, operation_id}.';
