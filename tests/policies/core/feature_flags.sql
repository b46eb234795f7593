-- Proves policies/core/feature_flags.sql.j2.
begin;
select plan(6);

-- Given: one flag.
insert into core.feature_flags (name, created_at, updated_at)
values ('core.t', now(), now());

select * from tests.is_read_by('core.feature_flags', 'service_role, app_reader');

select is_empty(
    $$ select b.row from (values
        ('''t'', 0, ''{}'''), ('''core.u'', 100.01, ''{}'''),
        ('''core.u'', -1, ''{}'''), ('''core.u'', 0, ''{null}''')
    ) as b (row)
    where tests.refusal(format(
        'insert into core.feature_flags (name, share_percent, roles, created_at, '
        'updated_at) values (%s, now(), now())', b.row
    )) ->> 'code' is distinct from '23514' $$,
    'a name has its module, a share is a percentage, a role has a name'
);

select * from finish();
rollback;
