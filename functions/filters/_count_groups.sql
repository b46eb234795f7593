-- filters._count_groups: add lines to the cells of the groups of stores.

create or replace function filters._count_groups(p_after_id bigint)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
    select filters._fold_groups(
        array(
            select
                row(
                    store_id, 0, category_id, brand_id, 0, count(*), now()
                )::filters.line_changes
            from filters.transactions
            where id > p_after_id
            group by store_id, category_id, brand_id
        )
    )
$$;

comment on function filters._count_groups(bigint) is
    'Add the lines whose id is greater to the cells of the groups of stores.';
