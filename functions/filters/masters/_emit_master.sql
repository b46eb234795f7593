-- filters._emit_master: emit an event for master rows that were inserted or pruned.
--
-- An audited master table is skipped: its own trigger has recorded the change.

create or replace function filters._emit_master(
    p_dimension text, p_verb text, p_values text[]
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.emit(
        p_type => 'filters.master.' || p_verb,
        p_topic => 'core:dimension:' || p_dimension,
        p_entity_id => p_dimension,
        p_payload => jsonb_build_object(
            'v', 1,
            'dimension', p_dimension,
            'values', to_jsonb(p_values[1:100]),
            'total', cardinality(p_values)
        )
    )
    from filters.dimensions as d
    where
        d.name = p_dimension
        and not exists (
            select from pg_catalog.pg_trigger as t
            where t.tgrelid = d.master_table and t.tgname = 't80_audit_insert'
        )
$$;

comment on function filters._emit_master(text, text, text[]) is
    'Emits: filters.master.upserted or filters.master.pruned, with up to 100 values.';
