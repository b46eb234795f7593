-- concerts._is_undone: whether the merge of two records was taken back.

create or replace function concerts._is_undone(
    p_entity text, p_left_id bigint, p_right_id bigint
)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
        from concerts."merges" as m
        where
            m.entity = p_entity
            and m.undone_at is not null
            and array[p_left_id, p_right_id] <@ (m.drop_ids || m.keep_id)
    )
$$;

comment on function concerts._is_undone(text, bigint, bigint) is
    'Whether undo_merge made these two separate again.';
