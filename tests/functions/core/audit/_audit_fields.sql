-- Proves functions/core/audit/_audit_fields.sql.
begin;
select plan(5);

-- Given: an entry, and what is left of it when its name was erased.
create temporary table t_entry (e core.audit_entries);
insert into t_entry (e)
values (
    row(
        7, 900, '2026-03-01 08:00+08', 'core.t', '3', 'update',
        '{"name": "Ada", "age": 9}', null, 'authenticated', null, null,
        md5('salt')::uuid, null
    )::core.audit_entries
);
create temporary table t_fields as
select f.* from t_entry as t cross join core._audit_fields(t.e) as f;
create temporary table t_rest as
select f.*
from t_entry as t
cross join core._erase_fields(t.e, '{old.name}', 5, 'x') as r
cross join core._audit_fields(r) as f;

select results_eq(
    $$ select name, value from t_fields order by name collate "C" $$,
    $$ values
        ('old.age', '9'::jsonb), ('old.name', '"Ada"'), ('row_id', '"3"'),
        ('who', '[null, null, null]') $$,
    'the key, who changed it, and each old value are fields'
);
select is(
    (select count(distinct f.salt) from t_fields as f), 4::bigint,
    'each field has a salt of its own'
);
select is(
    (
        select bool_and(
            f.sha256 = sha256(f.salt || convert_to(f.value::text, 'UTF8'))
        )
        from t_fields as f
    ),
    true, 'a hash is made of the salt and the value'
);
select results_eq(
    $$ select name, sha256 from t_rest order by name $$,
    $$ select name, sha256 from t_fields order by name $$,
    'the hashes are the same when a value was erased'
);
select results_eq(
    $$ select name, value from t_rest where salt is null $$,
    $$ values ('old.name', '"***"'::jsonb) $$,
    'and the salt of the erased one is gone'
);

select * from finish();
rollback;
