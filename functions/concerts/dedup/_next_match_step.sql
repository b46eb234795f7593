-- concerts._next_match_step: the next records to compare, so that their pairs are not
-- too many.
--
-- A record of many common words has thousands of pairs, and each takes some 50
-- microseconds without pg_trgm. So fewer records are taken at once where pairs are
-- many: one at least.

create or replace function concerts._next_match_step(
    p_entity text, p_from_id bigint, p_most_pairs bigint, out ids bigint[],
    out pairs bigint
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count integer := 100;
begin
    loop
        ids := concerts._next_match_ids(p_entity, p_from_id, v_count - 1);
        pairs := (
            select count(*)
            from concerts._pair_records(p_entity, ids[1], ids[cardinality(ids)])
        );
        exit when pairs <= p_most_pairs or v_count = 1;
        v_count := greatest(v_count / 5, 1);
    end loop;
end;
$$;

comment on function concerts._next_match_step(text, bigint, bigint) is
    'Up to 100 ids from p_from_id on, in order, and how many pairs they have.';
