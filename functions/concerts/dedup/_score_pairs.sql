-- concerts._score_pairs: compare the pairs of some records, field by field.
--
-- A score is the mean of similarities by weight, times the least factor of the fields
-- that contradict (concerts.match_fields); the features say so. Similarity of texts is
-- that of pg_trgm where it is (concerts._similarity_sql).

create or replace function concerts._score_pairs(
    p_entity text, p_least_id bigint, p_greatest_id bigint, p_threshold double precision
)
    returns table (
        left_id bigint, right_id bigint, score double precision, features jsonb
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fields constant text := format(
        'inner join concerts.match_fields as f on f.entity = $1'
        ' left join concerts.match_values as l'
        '    on l.entity = $1 and p.left_id = l.record_id and f.field = l.field'
        ' left join concerts.match_values as r'
        '    on r.entity = $1 and p.right_id = r.record_id and f.field = r.field'
        ' inner join lateral (values ('
        '     case'
        '         when l.folded is null or r.folded is null then f.unknown_similarity'
        '         else %s'
        '     end,'
        '     l.folded is not null and r.folded is not null'
        ' )) as c (similarity, is_known) on c.similarity is not null',
        concerts._similarity_sql()
    );
begin
    for left_id, right_id, score, features in execute format(
        'with pair as materialized ('
        '     select p.left_id, p.right_id'
        '     from concerts._pair_records($1, $2, $3) as p'
        ' ), scored as materialized ('
        '     select'
        '         p.left_id, p.right_id,'
        '         least(1, sum(f.weight * c.similarity) / sum(f.weight) * min(case'
        '             when c.is_known and c.similarity < f.contradicts_below'
        '                 then f.contradiction_factor'
        '             else 1'
        '         end)) as score'
        '     from pair as p %1$s'
        '     group by p.left_id, p.right_id'
        ' )'
        ' select p.left_id, p.right_id, p.score, ('
        '     select jsonb_object_agg(f.field, jsonb_build_object('
        '         ''left'', l.value, ''right'', r.value, ''weight'', f.weight,'
        '         ''similarity'', round(c.similarity::numeric, 4),'
        '         ''factor'', case'
        '             when c.is_known and c.similarity < f.contradicts_below'
        '                 then f.contradiction_factor'
        '             else 1'
        '         end'
        '     ))'
        '     from (values (0)) as one (n) %1$s'
        ' )'
        ' from scored as p'
        ' where p.score >= $4'
        ' order by p.left_id, p.right_id',
        v_fields
    )
    using p_entity, p_least_id, p_greatest_id, p_threshold
    loop
        return next;
    end loop;
end;
$$;

comment on function concerts._score_pairs(text, bigint, bigint, double precision) is
    'Return pairs from a score on, with features: {field: {left, right, weight, '
    'similarity, factor}}.';
