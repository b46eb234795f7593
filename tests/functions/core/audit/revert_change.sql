-- Proves functions/core/audit/revert_change.sql.
-- Needs: master.
begin;
select plan(23);

-- Given: a brand whose category was null when it was changed.
insert into master.categories (category_key, name) values ('t9', 'T');
insert into master.brands (brand_key, name) values ('t9', 'v1');
update master.brands
set
    name = 'v2',
    category_id = (select c.id from master.categories as c
where c.category_key = 't9')
where brand_key = 't9';
create function core.t_entry()
    returns bigint
    language sql
    security definer
as $$
    select max(e.id) from core.audit_entries as e
    where e.table_name = 'master.brands'
$$;
grant execute on function core.t_entry() to authenticated;

select core.set_reason('clean-up');
select tests.login_as(tests.user('ada'), 'admin');
select is(
    core.revert_change(core.t_entry()) - 'id',
    '{"brand_key": "t9", "name": "v1", "is_tbwa": false, "category_id": null}',
    'an update is taken back, nulls too'
);
reset role;
select results_eq(
    $$ select operation collate "default", old_values ->> 'name', actor_id, reason
       from core.audit_entries where id = core.t_entry() $$,
    $$ values (
        'update', 'v2', md5('ada')::uuid, format('revert of entry %s', core.t_entry() - 1)
    ) $$,
    'the revert is an entry itself, and says of what'
);
select is(current_setting('rowhouse.reason'), 'clean-up', 'the caller''s reason stays');

select is(
    tests.refusal(format('select core.revert_change(%s)', core.t_entry() - 1)) - 'hint',
    jsonb_build_object(
        'code', 'PT409', 'key', 'core.row_moved_on',
        'detail', format(
            'Row %s of master.brands has changed since entry %s.',
            b.id, core.t_entry() - 1
        )
    ),
    'an older change is refused: the row has moved on'
)
from master.brands as b
where b.brand_key = 't9';

select is(
    core.revert_change(core.t_entry()) ->> 'name', 'v2',
    'a revert can be reverted'
);

delete from master.brands
where brand_key = 't9';
select is(
    core.revert_change(core.t_entry()) ->> 'brand_key', 't9',
    'a deleted row comes back'
);
select is(
    (select e.row_id from core.audit_entries as e
where e.id = core.t_entry()),
    (select b.id::text from master.brands as b
where b.brand_key = 't9'),
    'under its own key'
);
select is(
    core.revert_change(core.t_entry()), null,
    'an insert is taken back by deleting'
);
select is_empty(
    $$ select 1 from master.brands where brand_key = 't9' $$, 'the row is gone'
);

-- Given: another row took the unique key meanwhile.
insert into master.brands (brand_key, name) values ('t9', 'other');
select is(
    tests.refusal(
        format('select core.revert_change(%s)', (
            select max(e.id) from core.audit_entries as e
            where e.table_name = 'master.brands' and e.operation = 'delete'
        ))
    ) ->> 'key',
    'core.row_moved_on', 'a row whose place is taken does not come back'
);

-- Given: a category that another one refers to.
insert into master.categories (category_key, name) values ('t10', 'Above');
insert into master.categories (category_key, name, parent_id)
select
    't11' as category_key,
    'Below' as name,
    c.id
from master.categories as c
where c.category_key = 't10';
select is(
    tests.refusal(
        format('select core.revert_change(%s)', (
            select max(e.id) - 1 from core.audit_entries as e
            where e.table_name = 'master.categories'
        ))
    ) ->> 'key',
    'core.row_moved_on', 'a row that others refer to stays'
);

select is(
    tests.refusal('select core.revert_change(-1)') ->> 'key', 'core.entry_not_found',
    'an entry that does not exist is refused'
);
insert into core.audit_entries (table_name, operation, role)
values ('master.brands', 'truncate', 'postgres');
select is(
    tests.refusal(format('select core.revert_change(%s)', core.t_entry())) ->> 'key',
    'core.not_revertible', 'a TRUNCATE can not be taken back'
);
insert into core.audit_entries (table_name, operation, role)
values ('core.error_codes', 'truncate', 'postgres');
select is(
    tests.refusal(
        format('select core.revert_change(%s)', (
            select max(e.id) from core.audit_entries as e
        ))
    ) ->> 'key',
    'core.table_not_audited', 'nor anything of a table without audit'
);


-- Only where the owner says so: a setting is not an admin's to write.
reset role;
update core.settings set value = '7'
where name = 'core.webhook_max_endpoints';
create function core.t_settings_entry() returns bigint language sql security definer
set search_path = pg_catalog, pg_temp
as $$
    select max(e.id) from core.audit_entries as e
    where e.table_name = 'core.settings'
$$;
grant execute on function core.t_settings_entry() to authenticated, service_role;
select tests.login_as(tests.user('ada'), 'admin');
select is(
    tests.refusal(
        format('select core.revert_change(%s)', core.t_settings_entry())
    ) ->> 'key',
    'core.not_revertible', 'a table that is not listed is not an admin''s to write'
);
set local role service_role;
select is(
    tests.refusal(
        format('select core.revert_change(%s)', core.t_settings_entry())
    ) ->> 'key',
    'core.not_revertible', 'nor a server''s'
);
reset role;
update core.revertible_tables set is_allowed = false
where audited_table = 'master.brands'::regclass;
select tests.login_as(tests.user('ada'), 'admin');
select is(
    tests.refusal(format('select core.revert_change(%s)', core.t_entry())) ->> 'key',
    'core.not_revertible', 'the owner may say no'
);
reset role;
select lives_ok(
    format('select core.revert_change(%s)', core.t_settings_entry()),
    'the owner may itself'
);
select tests.login_as(tests.user('bob'), 'analyst');
select is(
    tests.refusal('select core.revert_change(1)') ->> 'key', 'core.not_permitted',
    'only an admin may'
);
set local role anon;
select throws_ok(
    'select core.revert_change(1)', '42501', null, 'an anonymous caller is refused'
);

reset role;
update core.audit_entries as e
set old_values = r.old_values, erased = r.erased, salt = null
from core.audit_entries as o
cross join core._erase_fields(o, '{old.name}', 5, 'x') as r
where e.id = o.id and o.id = core.t_entry();
select tests.login_as(tests.user('ada'), 'admin');
select is(
    tests.refusal('select core.revert_change(core.t_entry())') ->> 'key',
    'core.not_revertible', 'what was erased does not come back'
);

-- When: a column of the entry has another name by now.
reset role;
update master.brands set name = 'v9'
where brand_key = 't9';
alter table master.brands rename column name to title;
select is(
    tests.refusal(format('select core.revert_change(%s)', core.t_entry())) - 'hint',
    jsonb_build_object(
        'code', 'PT422', 'key', 'core.not_revertible',
        'detail', format(
            'Entry %s has values of columns that are gone or renamed: name.',
            core.t_entry()
        )
    ),
    'a value that has no column any more is not passed over'
);

-- When: a table has a masked column, which the change did not touch.
create schema t_ward;
create table t_ward.patients (id bigint primary key, name text, card text);
select core.attach_table('audit', 't_ward.patients', '{"masked": ["card"]}');
insert into t_ward.patients values (7, 'Ada', '4711');
update t_ward.patients set name = 'Eve'
where id = 7;
select is(
    core.revert_change((
        select max(e.id) from core.audit_entries as e
        where e.table_name = 't_ward.patients'
    )),
    '{"id": 7, "name": "Ada", "card": "***"}', 'its value is not shown'
);

select * from finish();
rollback;
