-- commerce.merge_sync_changes: merge changes of a source, all in one transaction.
--
-- Locks stock levels, records and products, each in the order of their keys. It can be
-- called again with the same changes, and in any order. Definer: no role has a grant to
-- write the tables.

create or replace function commerce.merge_sync_changes(p_source text, p_changes jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changes jsonb;
    v_record record;
    v_stored jsonb;
    v_incoming jsonb;
    v_conflicts text[];
    v_outcomes jsonb[];
begin
    perform core.require_role('admin');
    perform commerce._check_source(p_source);
    v_changes := commerce._read_sync_changes(p_changes);

    for v_record in
        select
            l.id,
            array_agg(c.fields order by c.place) as changes,
            array_agg(c.place::integer order by c.place) as places
        from commerce._lock_sync_records(
            p_source, v_changes
        ) with ordinality as l (id, entity, external_id, place)
        inner join rows from (
            jsonb_to_recordset(v_changes) as (
                entity text, external_id text, fields jsonb
            )
        ) with ordinality as c (entity, external_id, fields, place)
            on l.entity = c.entity and l.external_id = c.external_id
        group by l.id, l.place
        order by l.place
    loop
        v_stored := (
            select r.fields from commerce.sync_records as r where r.id = v_record.id
        );
        v_incoming := '{}';
        for v_n in 1 .. cardinality(v_record.changes)
        loop
            v_incoming := commerce._join_fields(v_incoming, v_record.changes[v_n]);
        end loop;
        v_conflicts := commerce._sync_record(v_record.id, v_incoming);

        for v_n in 1 .. cardinality(v_record.changes)
        loop
            v_outcomes[v_record.places[v_n]] := (
                select jsonb_build_object(
                    'entity', r.entity,
                    'external_id', r.external_id,
                    'outcome', commerce._change_outcome(
                        r, v_record.changes[v_n], v_stored, v_conflicts
                    ),
                    'version', r.version,
                    'conflicts', v_conflicts
                )
                from commerce.sync_records as r
                where r.id = v_record.id
            );
        end loop;
    end loop;
    return coalesce(to_jsonb(v_outcomes), '[]');
end;
$$;

grant execute on function commerce.merge_sync_changes(text, jsonb)
to service_role, app_worker;

comment on function commerce.merge_sync_changes(text, jsonb) is
$$Merge changes that a source wrote; returns the outcome of each, as push_pms_changes.

Errors: PT404 commerce.unknown_source, PT422 commerce.invalid_changes,
commerce.too_many_changes, PT403 core.not_permitted.
Emits: commerce.sync.changed on commerce:sync:<source>.
$$;
