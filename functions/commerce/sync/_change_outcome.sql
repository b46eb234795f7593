-- commerce._change_outcome: what became of one change of a source.

create or replace function commerce._change_outcome(
    p_record commerce.sync_records, p_change jsonb, p_stored jsonb, p_conflicts text[]
)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when commerce._join_fields(p_stored, p_change) = p_stored then 'duplicate'
        when bool_or(p.is_latest and e.key = any(p_conflicts)) then 'conflict'
        when bool_or(
            p.is_latest and (p_record).local -> e.key = e.value #> '{pms,value}'
        )
            then 'applied'
        else 'kept'
    end
    from jsonb_each(p_change) as e
    cross join lateral (
        select
            (p_record).fields #>> array[e.key, 'pms', 'version']
            = e.value #>> '{pms,version}' as is_latest
    ) as p
$$;

comment on function commerce._change_outcome(
    commerce.sync_records, jsonb, jsonb, text[]
) is
$$p_stored: the field states before the merge; p_conflicts: fields in new conflict.

applied: a value stands here; kept: none does; duplicate: every state was known.
$$;
