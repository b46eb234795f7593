-- concerts._next_step: the number of the next statement of a merge.

create or replace function concerts._next_step(p_merge_id bigint)
    returns integer
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(max(r.step), 0) + 1
    from concerts.merge_rows as r
    where r.merge_id = p_merge_id
$$;

comment on function concerts._next_step(bigint) is
    'Return 1 more than the last step.';
