-- concerts._merge_round: compare all records of an entity once, merge what is sure, and
-- queue what is not.
--
-- A record takes part in one merge of a round: what it has become is compared in the
-- next. The surest pairs come first. A pair whose merge was undone is left to curators.
-- Returns the number of merges.

create or replace function concerts._merge_round(p_entity text, p_most integer)
    returns integer
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_source concerts.match_sources;
    v_ids bigint[];
    v_from_id bigint := '-9223372036854775808'::bigint;
    v_pairs jsonb := '[]'::jsonb;
    v_pair record;
    v_used bigint[] := '{}'::bigint[];
    v_merges integer := 0;
begin
    perform concerts._refresh_matches(p_entity);
    select *
    into strict v_source
    from concerts.match_sources
    where entity = p_entity;
    loop
        v_ids := concerts._next_match_ids(p_entity, v_from_id, 2000);
        exit when cardinality(v_ids) = 0;
        v_pairs := v_pairs || (
            select coalesce(jsonb_agg(to_jsonb(s)), '[]')
            from concerts._score_pairs(
                p_entity, v_ids[1], v_ids[cardinality(v_ids)], v_source.queue_threshold
            ) as s
        );
        v_from_id := v_ids[cardinality(v_ids)] + 1;
    end loop;

    for v_pair in
        select p.*
        from jsonb_to_recordset(v_pairs) as p (
            left_id bigint, right_id bigint, score double precision, features jsonb
        )
        left join concerts.duplicate_candidates as c
            on
                c.entity = p_entity
                and p.left_id = c.left_id
                and p.right_id = c.right_id
                and c.status = 'distinct'
        where c.id is null
        order by p.score desc, p.left_id, p.right_id
    loop
        if v_pair.left_id = any(v_used) or v_pair.right_id = any(v_used) then
            continue;
        elsif v_pair.score >= v_source.merge_threshold and v_merges < p_most
            and not concerts._is_undone(p_entity, v_pair.left_id, v_pair.right_id)
            and concerts._merge_pair(
                p_entity, v_pair.left_id, v_pair.right_id, v_pair.score
            )
        then
            v_used := v_used || v_pair.left_id || v_pair.right_id;
            v_merges := v_merges + 1;
        else
            perform concerts._queue_duplicate(
                p_entity, v_pair.left_id, v_pair.right_id, v_pair.score, v_pair.features
            );
        end if;
    end loop;
    return v_merges;
end;
$$;

comment on function concerts._merge_round(text, integer) is
    'Merge up to p_most pairs of an entity; returns how many.';
