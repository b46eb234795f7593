-- Proves functions/commerce/sync/_sync_record.sql.
begin;
select plan(9);

-- Given: the small stock; a linked mug.
select tests.small_stock();
do $$ begin perform commerce.collect_sync_records('pms', null, 100); end; $$;
delete from core.events
where true;
create function pg_temp.state(p_field text, p_value jsonb, p_version bigint)
returns jsonb
language sql as $$
    select jsonb_build_object(p_field, jsonb_build_object('pms', jsonb_build_object(
        'value', p_value, 'version', p_version, 'at', '2026-01-01T00:00:00.000000Z',
        'seen', 0
    )))
$$;
create function pg_temp.sync(p_incoming jsonb default '{}') returns text[]
language sql as $$
    select commerce._sync_record(r.id, p_incoming)
    from commerce.sync_records as r
    where r.external_id = 'MUG'
$$;

select is(
    pg_temp.sync(pg_temp.state('title', '"Cup"', 1)), '{title}',
    'a product that both sides have is in conflict where they differ'
);
select is(
    (select c.decision from commerce.sync_conflicts as c), 'us',
    'which the policy decides'
);
select is(
    (select e.payload #> '{fields,title,value}' from core.events as e), '"Mug"',
    'and the source is told that it lost'
);
select is(pg_temp.sync(), '{}', 'to look again changes nothing');
select is(
    pg_temp.sync(pg_temp.state('price_minor', '5', 2)), '{price_minor}',
    'a field to ask for is a conflict'
);
update commerce.products set title = 'Big mug'
where title = 'Mug';
delete from core.events
where true;
do $$ begin perform pg_temp.sync(); end; $$;
select is(
    (select e.payload -> 'fields' from core.events as e)
    #- '{title,at}' #- '{title,version}',
    '{"title": {"value": "Big mug", "seen": 1}}', 'a local change is emitted'
);
select is(
    pg_temp.sync(
        pg_temp.state('title', '"Cup"', 3)
        || '{"title": {"pms": {"value": "Cup", "version": 3, "seen": 99,
        "at": "2026-01-01T00:00:00.000000Z"}}}'
    ),
    '{}', 'a change that has seen ours is no conflict'
);
select results_eq(
    $$ select r.version, r.local ->> 'title', p.title
       from commerce.sync_records as r
       inner join commerce.variants as v on r.local_id = v.id
       inner join commerce.products as p on v.product_id = p.id
       where r.external_id = 'MUG' $$,
    $$ values (99::bigint, 'Cup', 'Cup') $$, 'it stands here'
);
select is(
    (select count(*) from core.events as e
     where e.type = 'commerce.product.updated'),
    1::bigint, 'as an update of the product'
);

select * from finish();
rollback;
