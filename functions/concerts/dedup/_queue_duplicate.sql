-- concerts._queue_duplicate: let curators decide on a pair.
--
-- A pair that a curator kept apart stays so; one that is open gets the present score.

create or replace function concerts._queue_duplicate(
    p_entity text,
    p_left_id bigint,
    p_right_id bigint,
    p_score double precision,
    p_features jsonb
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into concerts.duplicate_candidates as c (
        entity, left_id, right_id, score, features, found_at
    )
    values (p_entity, p_left_id, p_right_id, p_score, p_features, core.now())
    on conflict (entity, left_id, right_id) do update
    set
        score = excluded.score,
        features = excluded.features,
        status = 'open',
        decided_by = null,
        decided_at = null,
        found_at = excluded.found_at
    where c.status = 'merged' or (
        c.status = 'open'
        and (c.score, c.features) is distinct from (excluded.score, excluded.features)
    )
$$;

comment on function concerts._queue_duplicate(
    text, bigint, bigint, double precision, jsonb
) is
    'Insert or update a row of concerts.duplicate_candidates.';
