-- Proves functions/core/audit/_seal_chain.sql.
begin;
select plan(2);

-- Given: one seal.
create temporary table t_seal (s core.audit_seals);
insert into t_seal (s)
select jsonb_populate_record(
    null::core.audit_seals,
    '{"id": 3, "after_id": 0, "from_xid": 5, "below_xid": 9, "month_on": "2031-01-01",
      "entries": 2, "last_id": 7, "root_sha256": "\\x01", "previous_sha256": "\\x02"}'
);

select is(
    (select core._seal_chain(t.s) from t_seal as t),
    sha256(
        '\x02'::bytea || '\x02'::bytea
        || convert_to('[0, 5, 9, "2031-01", 2, 7]', 'UTF8') || '\x01'::bytea
    ),
    'a chain hash is over 0x02, the one before, what is covered, and the root'
);
select is(
    (
        select count(distinct core._seal_chain(jsonb_populate_record(t.s, c.change)))
        from t_seal as t
        cross join (
            values
            ('{}'::jsonb), ('{"after_id": 1}'), ('{"from_xid": 4}'),
            ('{"below_xid": 10}'), ('{"month_on": "2031-02-01"}'), ('{"entries": 3}'),
            ('{"last_id": 8}'), ('{"root_sha256": "\\x03"}'),
            ('{"previous_sha256": "\\x03"}')
        ) as c (change)
    ), 9::bigint,
    'everything that a seal says counts'
);

select * from finish();
rollback;
