-- concerts._owns_field: whether a source's word counts for a field of a record.

create or replace function concerts._owns_field(
    p_field text, p_source text, p_entity text, p_record_id bigint
)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select not exists (
        select
        from concerts.external_ids as e
        where
            e.entity = p_entity
            and e.record_id = p_record_id
            and e.external_id not like 'name:%'
            and concerts._source_rank(p_field, e.source)
            < concerts._source_rank(p_field, p_source)
    )
$$;

comment on function concerts._owns_field(text, text, text, bigint) is
    'Return false where the record has an id of a source before it.';
