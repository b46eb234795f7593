-- Proves functions/suppliers/templates/_read_templates.sql.
begin;
select plan(10);

create function pg_temp.fault(p_templates jsonb) returns text language sql as $$
    select r ->> 'key' || ': ' || (r ->> 'detail')
    from tests.refusal(
        format('select suppliers._read_templates(%L::jsonb)', p_templates)
    ) as r
$$;
create function pg_temp.faults(p_field text, variadic p_values jsonb[]) returns bigint
language sql as $$
    select count(*)
    from unnest(p_values) as v (v)
    where pg_temp.fault(jsonb_build_array(
        '{"code": "a", "title": "A", "canonical_due": "2099-01-05"}'::jsonb
        || jsonb_build_object(p_field, v.v)
    )) ~ '^suppliers.invalid_templates: Template 1: '
$$;

select is(
    pg_temp.fault('[{"code": "a", "title": "A", "canonical_due": "2099-01-05"}]'), null,
    'a template needs code, title and date, though no capability is listed'
);
select is(
    array[pg_temp.fault('[]'), pg_temp.fault(null), pg_temp.fault('{}')],
    array[
        'suppliers.invalid_templates: There is no template.',
        'suppliers.invalid_templates: templates is missing.',
        'suppliers.invalid_templates: templates is a JSON object, not an array.'
    ],
    'a project has a template'
);
select is(
    pg_temp.faults(
        'code', 'null', '""', '"a b"', '"-a"', to_jsonb(repeat('a', 41)), '[]'
    ),
    6::bigint, 'a code is short and without spaces'
);
select is(
    pg_temp.faults('phas', '"samples"'), 1::bigint, 'a misspelled key is refused'
);
select is(pg_temp.faults('title', 'null', '" "'), 2::bigint, 'a title is no space');
select is(
    pg_temp.faults(
        'canonical_due', 'null', '"2099-02-29"', '"2099-2-9"', '20990105', '"infinity"'
    ),
    5::bigint, 'a date is a day that exists'
);
select is(
    pg_temp.faults('duration_days', '0', '1001', '1.5', '-1'), 4::bigint,
    'a task takes from 1 to 1000 days'
);
select is(
    array[pg_temp.faults('phase', '"rest"'), pg_temp.faults('capability', '"rest"')],
    array[1, 1]::bigint[], 'phases and capabilities are listed'
);
select is(
    pg_temp.fault('[{"code": "a", "title": "A", "canonical_due": "2099-01-05"},
        {"code": "a", "title": "A", "canonical_due": "2099-01-05"}]'),
    'suppliers.invalid_templates: Template 1: code a comes twice.',
    'a code is used once'
);
select is(
    pg_temp.fault((
        select jsonb_agg(jsonb_build_object(
            'code', n, 'title', n, 'canonical_due', '2099-01-05'
        ))
        from generate_series(1, 1001) as n
    )),
    'suppliers.invalid_templates: 1001 templates.', 'there are at most a thousand'
);

select * from finish();
rollback;
