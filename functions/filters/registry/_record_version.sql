-- filters._record_version: store the configuration of a dimension as its next version.

create or replace function filters._record_version(
    p_name text, p_is_on boolean, p_reason text
)
    returns bigint
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into filters.dimension_versions (
        dimension, number, config, reason, made_by, made_at
    )
    select
        d.name,
        1 + coalesce(
            (
                select max(v.number)
                from filters.dimension_versions as v
                where v.dimension = d.name
            ), 0
        ),
        filters._dimension_config(d) || jsonb_build_object('enabled', p_is_on),
        p_reason, core.actor_id(), core.now()
    from filters.dimensions as d
    where d.name = p_name
    returning number
$$;

comment on function filters._record_version(text, boolean, text) is
    'The number of the version. The caller has locked the row of the registry.';
