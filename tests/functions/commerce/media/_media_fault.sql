-- Proves functions/commerce/media/_media_fault.sql.
begin;
select plan(5);

-- Given: a shirt with an image, and the next upload.
select tests.small_stock();
select tests.add_image('Shirt')::text;
create temporary table t_next as
select (v).*
from (
    select jsonb_populate_record(
        v,
        jsonb_build_object(
            'status', 'pending', 'version', 9,
            'declared_sha256', tests.image_facts('two') ->> 'sha256'
        )
    ) as v
    from commerce.media_versions as v
) as n;
create function pg_temp.fault_of(p_facts jsonb) returns jsonb
language sql as $$
    select commerce._media_fault(
        (
            select jsonb_populate_record(null::commerce.media_versions, to_jsonb(n))
            from t_next as n
        ),
        p_facts
    )
$$;
grant execute on function pg_temp.fault_of to authenticated, app_worker;

select is(
    pg_temp.fault_of(tests.image_facts('two')), null, 'what was announced is sound'
);
select is(
    pg_temp.fault_of(tests.image_facts('two') || '{"content_type": "image/jpeg"}'),
    '{
        "fault": "mislabelled",
        "detail": "The content is image/jpeg, and was announced as image/png."
    }',
    'another type is mislabelled'
);
select is(
    pg_temp.fault_of(tests.image_facts('three')) ->> 'fault', 'corrupt',
    'another digest than the announced one is corrupt'
);
update t_next set declared_sha256 = null
where true;
select is(
    pg_temp.fault_of(tests.image_facts('one')),
    (
        select jsonb_build_object(
            'fault', 'duplicate',
            'detail', format('The product has it as image %s, version 1.', m.id)
        )
        from commerce.media as m
    ),
    'what the product has is a duplicate, and is named'
);
update t_next set product_id = product_id + 1
where true;
select is(
    pg_temp.fault_of(tests.image_facts('one')), null, 'another product may have it'
);

select * from finish();
rollback;
