-- suppliers._read_templates: read a caller's templates; raises if one is invalid.

create or replace function suppliers._read_templates(p_templates jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_templates constant jsonb := core.read_records(
        'templates', p_templates,
        '{"code": "text", "title": "text", "canonical_due": "date",
          "duration_days": "integer", "phase": "text", "capability": "text"}',
        1000, 'Template', 'suppliers.invalid_templates', 'suppliers.invalid_templates',
        '{}'
    );
    v_fault text;
begin
    select format('Template %s: %s.', r.place, f.fault)
    into v_fault
    from (
        select
            e.place,
            e.item ->> 'code' as code,
            e.item ->> 'title' as title,
            e.item ->> 'canonical_due' as canonical_due,
            (e.item ->> 'duration_days')::integer as duration_days,
            e.item ->> 'phase' as phase,
            e.item ->> 'capability' as capability,
            count(*) over (partition by e.item ->> 'code') as uses
        from jsonb_array_elements(v_templates) with ordinality as e (item, place)
    ) as r
    left join suppliers.phases as h on r.phase = h.code
    left join suppliers.capabilities as c on r.capability = c.code
    cross join lateral (
        select case
            when coalesce(r.code, '') !~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'
                then 'code is not up to 40 letters, digits, points and hyphens'
            when r.uses > 1 then format('code %s comes twice', r.code)
            when coalesce(r.title, '') !~ '[^[:space:]]' then 'title is missing'
            when r.canonical_due is null then 'canonical_due is missing'
            when r.duration_days not between 1 and 1000
                then 'duration_days is not from 1 to 1000'
            when r.phase is not null and h.code is null
                then format('%L is not a phase', core.excerpt(r.phase))
            when r.capability is not null and c.code is null
                then format('%L is not a capability', core.excerpt(r.capability))
        end as fault
    ) as f
    where f.fault is not null
    order by r.place
    limit 1;
    if jsonb_array_length(v_templates) = 0 then
        v_fault := 'There is no template.';
    end if;
    if v_fault is not null then
        perform core.raise_error('suppliers.invalid_templates', v_fault);
    end if;
    return v_templates;
end;
$$;

comment on function suppliers._read_templates(jsonb) is
$$1 to 1,000 templates with different codes.

Errors: PT422 suppliers.invalid_templates.
$$;
