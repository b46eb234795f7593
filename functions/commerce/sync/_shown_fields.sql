-- commerce._shown_fields: what the source should show for a record, by what is known.
--
-- A field that is null or asked for is not part of the difference: null is left out on
-- both sides, and in an open conflict the source shows its own value.

create or replace function commerce._shown_fields(p_record commerce.sync_records)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(e.key, d.shown), '{}')
    from jsonb_each((p_record).fields) as e
    cross join lateral commerce._decide_field(
        e.value, commerce._sync_policy((p_record).source, (p_record).entity, e.key)
    ) as d
    where d.shown <> 'null'
$$;

comment on function commerce._shown_fields(commerce.sync_records) is
    '{field: value} as digests compare it.';
