-- concerts._save_change: note how a row was before a merge changed it.

create or replace function concerts._save_change(
    p_merge_id bigint, p_table regclass, p_key jsonb, p_old jsonb, p_new jsonb
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into concerts.merge_rows (
        merge_id, step, place, table_name, operation, row_key, new_key, old_values,
        new_values
    )
    select
        p_merge_id, concerts._next_step(p_merge_id), 1, p_table::text,
        case
            when p_old is null then 'insert'
            when p_new is null then 'delete'
            else 'update'
        end,
        p_key,
        case when p_new is not null then p_key end,
        case
            when p_new is null then p_old
            when p_old is not null then concerts._changed_values(p_old, p_new)
        end,
        case
            when p_old is not null and p_new is not null
                then concerts._changed_values(p_new, p_old)
        end
    where p_old is distinct from p_new
$$;

comment on function concerts._save_change(bigint, regclass, jsonb, jsonb, jsonb) is
    'Save one step of one row; nothing if both versions are equal.';
