-- commerce.note_lost_states: take back what a source has lost, in a range it showed.
--
-- A source that lost records, or went back to an older copy, shows no state or a lower
-- version of a field. What it had becomes a write of this side that has seen what it
-- has now, so it is pushed. If the page was read before a later write, the source
-- refuses that push and answers with its state. A state or record that is malformed is
-- not lost: the merge refuses it, and what it had is not written over it. Locks records
-- in the order of their keys. Definer: no role may write the table.

create or replace function commerce.note_lost_states(
    p_source text, p_entity text, p_after text, p_until text, p_records jsonb
)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count integer;
begin
    perform
    from commerce.sync_records as r
    where
        r.source = p_source
        and r.entity = p_entity
        and (p_after is null or r.external_id collate "C" > p_after)
        and (p_until is null or r.external_id collate "C" <= p_until)
    order by r.external_id collate "C"
    for update;

    with shown as (
        select
            s.external_id,
            e.key as field,
            case
                when e.value ->> 'version' ~ '^[0-9]{1,18}$'
                    then (e.value ->> 'version')::bigint
            end as version
        from jsonb_to_recordset(p_records) as s (external_id text, fields jsonb)
        cross join jsonb_each(s.fields) as e
    ),

    lost as (
        select
            r.id,
            jsonb_object_agg(
                e.key,
                jsonb_build_object('us', jsonb_build_object(
                    'value', coalesce(d.value, e.value #> '{us,value}', d.shown),
                    'version', r.version + 1,
                    'at', coalesce(e.value #> '{us,at}', e.value #> '{pms,at}'),
                    'seen', coalesce(s.version, 0)
                ))
            ) as fields
        from commerce.sync_records as r
        cross join jsonb_each(r.fields) as e
        cross join lateral commerce._decide_field(
            e.value, commerce._sync_policy(p_source, p_entity, e.key)
        ) as d
        left join shown as s on r.external_id = s.external_id and e.key = s.field
        where
            r.source = p_source
            and r.entity = p_entity
            and (p_after is null or r.external_id collate "C" > p_after)
            and (p_until is null or r.external_id collate "C" <= p_until)
            and e.value ? 'pms'
            and r.external_id <> all(
                array(
                    select u.external_id
                    from jsonb_to_recordset(p_records) as u (
                        external_id text, fields jsonb
                    )
                    where u.fields is null
                )
            )
            and (
                s.external_id is null
                or s.version < (e.value #>> '{pms,version}')::bigint
            )
        group by r.id
    )

    update commerce.sync_records as r
    set version = r.version + 1, fields = r.fields || l.fields, updated_at = core.now()
    from lost as l
    where r.id = l.id;
    get diagnostics v_count = row_count;
    return v_count;
end;
$$;

grant execute on function commerce.note_lost_states(text, text, text, text, jsonb)
to service_role, app_worker;

comment on function commerce.note_lost_states(text, text, text, text, jsonb) is
$$The number of records of which the source has lost something.

p_records: what it shows above p_after and up to p_until, [{external_id, fields}]; fields
is null if they cannot be read. A bound that is null is none.
$$;
