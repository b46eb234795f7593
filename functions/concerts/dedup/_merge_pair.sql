-- concerts._merge_pair: merge a pair that a job found; false if curators must.
--
-- What a merge refuses, a curator sees among the candidates.

create or replace function concerts._merge_pair(
    p_entity text, p_left_id bigint, p_right_id bigint, p_score double precision
)
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_keep_id constant bigint := concerts._choose_kept(p_entity, p_left_id, p_right_id);
begin
    perform concerts._merge_records(
        p_entity, v_keep_id, array[p_left_id + p_right_id - v_keep_id], p_score
    );
    return true;
exception
    when unique_violation or check_violation or foreign_key_violation
        or exclusion_violation or sqlstate 'PT409' then
        raise warning '% % and % are not merged: %',
            p_entity, p_left_id, p_right_id, sqlerrm;
        return false;
end;
$$;

comment on function concerts._merge_pair(text, bigint, bigint, double precision) is
    'Return whether the pair was merged.';
