-- suppliers._read_dependencies: read a caller's dependencies; raises if one is invalid.

create or replace function suppliers._read_dependencies(
    p_templates jsonb, p_dependencies jsonb
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dependencies constant jsonb := core.read_records(
        'dependencies', coalesce(p_dependencies, '[]'),
        '{"template": "text", "after": "text", "lag_days": "integer"}',
        5000, 'Dependency', 'suppliers.invalid_templates', 'suppliers.invalid_templates',
        '{}'
    );
    v_codes constant text[] := array(
        select e.item ->> 'code' from jsonb_array_elements(p_templates) as e (item)
    );
    v_fault text;
begin
    select format('Dependency %s: %s.', r.place, f.fault)
    into v_fault
    from (
        select
            e.place,
            e.item ->> 'template' as template,
            e.item ->> 'after' as after,
            (e.item ->> 'lag_days')::integer as lag_days,
            count(*) over (
                partition by e.item ->> 'template', e.item ->> 'after'
            ) as uses
        from jsonb_array_elements(v_dependencies) with ordinality as e (item, place)
    ) as r
    left join unnest(v_codes) as t (code) on r.template = t.code
    left join unnest(v_codes) as a (code) on r.after = a.code
    cross join lateral (
        select case
            when t.code is null
                then format('%L is not a template', core.excerpt(coalesce(r.template, '')))
            when a.code is null
                then format('%L is not a template', core.excerpt(coalesce(r.after, '')))
            when r.uses > 1 then format('%s after %s comes twice', r.template, r.after)
            when r.lag_days not between 0 and 1000 then 'lag_days is not from 0 to 1000'
        end as fault
    ) as f
    where f.fault is not null
    order by r.place
    limit 1;
    if v_fault is not null then
        perform core.raise_error('suppliers.invalid_templates', v_fault);
    end if;

    select format('%s comes after itself.', e.item ->> 'template')
    into v_fault
    from jsonb_array_elements(v_dependencies) as e (item)
    where e.item ->> 'template' = e.item ->> 'after'
    limit 1;
    if v_fault is not null then
        perform core.raise_error('suppliers.dependency_cycle', v_fault);
    end if;
    return v_dependencies;
end;
$$;

comment on function suppliers._read_dependencies(jsonb, jsonb) is
$$Up to 5,000 dependencies between the templates of a call.

Errors: PT422 suppliers.invalid_templates, PT422 suppliers.dependency_cycle.
$$;
