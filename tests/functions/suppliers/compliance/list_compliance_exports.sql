-- Proves functions/suppliers/compliance/list_compliance_exports.sql.
begin;
select plan(6);

-- Given: two projects and their suppliers.
select tests.small_project();
insert into suppliers.compliance_exports (
    project_id, since_at, until_at, requested_at
)
select
    p.id as project_id,
    '2020-01-01' as since_at,
    '2020-01-01'::date + p.n as until_at,
    core.now() as requested_at
from (values (2001, 1), (2001, 2), (2002, 3), (2001, 4)) as p (id, n);

select tests.login_as(tests.user('mia'), 'project_manager');
create temporary table t_page as
select suppliers.list_compliance_exports(2001, null, 2) as it;
select is(
    (select jsonb_path_query_array(t.it, '$.items[*].until') from t_page as t),
    '["2020-01-05T00:00:00+00:00", "2020-01-03T00:00:00+00:00"]',
    'the newest come first'
);
select is(
    (
        select jsonb_array_length(
            suppliers.list_compliance_exports(2001, t.it ->> 'next', 2) -> 'items'
        )
        from t_page as t
    ),
    1, 'the cursor leads to the rest'
);
select is(
    (select t.it #> '{items,0}' ? 'manifest' from t_page as t), false,
    'a list has no manifests'
);
select is(
    tests.refusal('select suppliers.list_compliance_exports(2002)') ->> 'key',
    'suppliers.unknown_project', 'a project of others is unknown'
);
select is(
    tests.refusal($$ select suppliers.list_compliance_exports(2001, 'x') $$) ->> 'key',
    'core.invalid_cursor', 'another cursor is refused'
);
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    tests.refusal('select suppliers.list_compliance_exports(2001)') ->> 'key',
    'core.not_permitted', 'a supplier of the project does not see them'
);

select * from finish();
rollback;
