-- Proves functions/core/audit/_seal_leaves.sql.
begin;
select plan(6);

-- Given: entries inside a window, and one beyond each of its edges.
alter table core.audit_entries disable trigger t20_refuse_change;
delete from core.audit_entries
where true;
insert into core.audit_entries (
    id, xid, changed_at, table_name, operation, role
)
overriding system value
select
    n.id,
    n.xid,
    n.at,
    'core.t' as table_name,
    'truncate' as operation,
    'postgres' as role
from (
    values
    (101, 51::bigint, '2031-01-31 23:59:59.999999+00'::timestamptz),
    (102, 50, '2031-01-01 00:00+00'),
    (103, 50, '2031-01-02 00:00+00'),
    (100, 50, '2031-01-02 00:00+00'),
    (104, 49, '2031-01-02 00:00+00'),
    (105, 52, '2031-01-02 00:00+00'),
    (106, 51, '2031-02-01 00:00+00'),
    (107, 51, '2030-12-31 23:59+00'),
    (109, 51, '2031-01-02 00:00+00')
) as n (id, xid, at);

set local timezone = 'Asia/Manila';
select is(
    (
        core._seal_leaves(
            jsonb_populate_record(
                null::core.audit_seals,
                '{"after_id": 100, "from_xid": 50, "below_xid": 52,
                  "month_on": "2031-01-01", "last_id": 108}'
            )
        )
    ).ids,
    array[102, 103, 101]::bigint[],
    'a seal covers its ids, its transactions and its month in UTC, by xid and id'
);
select is(
    (
        core._seal_leaves(
            jsonb_populate_record(
                null::core.audit_seals,
                '{"after_id": 100, "from_xid": 50, "below_xid": 52,
                  "month_on": "2031-01-01"}'
            )
        )
    ).last_id, 109::bigint,
    'one that is being made has no last id yet'
);
select is(
    (
        core._seal_leaves(
            jsonb_populate_record(
                null::core.audit_seals,
                '{"after_id": 100, "from_xid": 50, "below_xid": 52,
                  "month_on": "2031-01-01", "block_xids": [50, 50, 51],
                  "block_ids": [102, 103, 101]}'
            ), n.n
        )
    ).ids,
    n.ids,
    'a block begins where the seal says'
)
from (
    values
    (1, array[102]::bigint[]), (2, array[103]), (3, array[101, 109])
) as n (n, ids);
select is(
    (
        core._seal_leaves(
            jsonb_populate_record(
                null::core.audit_seals,
                '{"after_id": 100, "from_xid": 60, "below_xid": 62,
                  "month_on": "2031-01-01"}'
            )
        )
    ).leaves, null,
    'no entry is no leaf'
);

select * from finish();
rollback;
