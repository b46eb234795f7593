-- Proves functions/core/access/_token_roles.sql.
begin;
select plan(11);

select is(core._token_roles(), '{}'::text[], 'without a token there are none');
select is(
    core._token_roles(c.claims::jsonb), c.roles::text[], c.rule
)
from (
    values
    (
        '{"app_metadata": {"roles": ["buyer", "admin", 7, null, ["x"], "buyer"]}}',
        '{admin,buyer}',
        'the strings of an array count, each once'
    ),
    ('{"app_metadata": {"roles": "admin"}}', '{}', 'a string holds no role'),
    ('{"app_metadata": {"roles": {"admin": true}}}', '{}', 'nor does an object'),
    ('{"app_metadata": {"roles": {"admin": false}}}', '{}', 'whatever its values say'),
    ('{"app_metadata": {"roles": [["admin"]]}}', '{}', 'nor a nested array'),
    ('{"app_metadata": {"roles": null}}', '{}', 'nor null'),
    ('{"app_metadata": [{"roles": ["admin"]}]}', '{}', 'nor metadata in an array'),
    ('{"user_metadata": {"roles": ["admin"]}}', '{}', 'user_metadata grants nothing'),
    ('{"roles": ["admin"]}', '{}', 'nor do claims beside app_metadata')
) as c (claims, roles, rule);

-- Every way in asks here.
select is_empty(
    $$ select p.oid::regprocedure
       from pg_catalog.pg_proc as p
       where
           p.pronamespace::regnamespace::text in ('api', 'core', 'filters', 'reading')
           and p.proname <> '_token_roles'
           and regexp_replace(p.prosrc, '--[^\n]*', '', 'g') ~ '''roles''\s*\?' $$,
    'no other function looks for roles in a token itself'
);

select * from finish();
rollback;
