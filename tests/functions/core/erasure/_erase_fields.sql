-- Proves functions/core/erasure/_erase_fields.sql.
begin;
select plan(7);

-- Given: an entry with everything in it.
create temporary table t_entry (e core.audit_entries);
insert into t_entry (e)
values (
    row(
        7, 900, '2026-03-01 08:00+08', 'core.t', '["r", "ada"]', 'update',
        '{"name": "Ada", "age": 9}', md5('ada')::uuid, 'authenticated', 'r1', 'because',
        md5('salt')::uuid, null
    )::core.audit_entries
);
create temporary table t_rest as
select r as e
from t_entry as t
cross join core._erase_fields(t.e, '{row_id, who, old.name}', 5, 'ada') as r;

select is(
    (select (r.e).old_values from t_rest as r), '{"name": "***", "age": 9}',
    'an old value is masked'
);
select is(
    (select (r.e).row_id from t_rest as r), '["r", "***"]', 'so is the person in a key'
);
select is(
    (
        select row((r.e).actor_id, (r.e).request_id, (r.e).reason)::text
        from t_rest as r
    ), '(,,)',
    'who did it, by which request and why, is gone'
);
select is(
    (
        select core._audit_leaf(r.e) = core._audit_leaf(t.e)
        from t_rest as r cross join t_entry as t
    ),
    true, 'the leaf is the same'
);
select is(
    (select array(select jsonb_object_keys((r.e).erased -> 'salts')) from t_rest as r),
    '{old.age}', 'only the salts of other values are left'
);
select is(
    (
        select core._audit_leaf(n) = core._audit_leaf(t.e)
        from t_rest as r
        cross join t_entry as t
        cross join core._erase_fields(
            r.e, '{old.age, old.name}', 6, 'x'
        ) as n
    ),
    true, 'a second erasure keeps it too'
);
select is(
    (
        select jsonb_path_query_array(n.erased, '$.fields.*.erasure_id')
        from t_rest as r
        cross join core._erase_fields(
            r.e, '{old.age, old.name}', 6, 'x'
        ) as n
    ) @> '[5, 6]',
    true, 'each field says which erasure took it'
);

select * from finish();
rollback;
