-- commerce._note_local: the field states of a record after its local changes.
--
-- What differs from the values that were last seen here was changed here since. Such a
-- write has seen the source's version if that version stood in the local row; at the
-- first look and while a conflict is open it has not. A first value that is empty is
-- not a write.

create or replace function commerce._note_local(
    p_record commerce.sync_records, p_values jsonb
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_object_agg(
            e.key,
            jsonb_build_object('us', jsonb_build_object(
                'value', e.value,
                'version', (p_record).version + 1,
                'at', commerce._write_time(case
                    when e.key in ('title', 'description', 'category', 'deleted')
                        then coalesce(
                            (
                                select p.updated_at
                                from commerce.variants as v
                                inner join commerce.products as p on v.product_id = p.id
                                where v.id = (p_record).local_id
                            ),
                            core.now()
                        )
                    else core.now()
                end),
                'seen', case
                    when d.value = (p_record).local -> e.key
                        then coalesce((s.sides #>> '{pms,version}')::bigint, 0)
                    else coalesce((s.sides #>> '{us,seen}')::bigint, 0)
                end
            ))
        ),
        '{}'
    )
    from jsonb_each(p_values) as e
    left join lateral (select (p_record).fields -> e.key as sides) as s on true
    left join lateral commerce._decide_field(
        s.sides,
        commerce._sync_policy((p_record).source, (p_record).entity, e.key)
    ) as d on s.sides is not null
    where
        (p_record).local -> e.key is distinct from e.value
        and (
            (p_record).local ? e.key
            or e.value not in ('null', '0', '""', 'false')
        )
$$;

comment on function commerce._note_local(commerce.sync_records, jsonb) is
    '{field: {us: state}} for each field of p_values that was changed here.';
