-- concerts._first_id: of the ids that a source has for a record, the one that
-- decides.
--
-- Always the same one, in any order of pages: two ids never write over each
-- other. Of events, one that is not cancelled comes first.

create or replace function concerts._first_id(
    p_source text, p_entity text, p_record_id bigint
)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select e.external_id
    from concerts.external_ids as e
    where e.source = p_source and e.entity = p_entity and e.record_id = p_record_id
    order by
        coalesce(e.said ->> 'status' = 'cancelled', false),
        e.external_id like 'name:%',
        e.external_id collate "C"
    limit 1
$$;

comment on function concerts._first_id(text, text, bigint) is
    'Return the id of a record that decides; null if the source has none.';
