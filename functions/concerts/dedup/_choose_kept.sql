-- concerts._choose_kept: which of two records stays: the one with more external ids,
-- else the older one.

create or replace function concerts._choose_kept(
    p_entity text, p_left_id bigint, p_right_id bigint
)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select i.id
    from (values (p_left_id), (p_right_id)) as i (id)
    order by
        (
            select count(*)
            from concerts.external_ids as e
            where e.entity = p_entity and e.record_id = i.id
        ) desc,
        i.id
    limit 1
$$;

comment on function concerts._choose_kept(text, bigint, bigint) is
    'Return the one of two ids that stays.';
