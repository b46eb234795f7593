-- Proves functions/suppliers/digests/get_digest.sql.
begin;
select plan(3);

-- Given: a digest of ada.
insert into suppliers.digests (id, user_id, digest_on, timezone, counts, tasks, made_at)
overriding system value
values (
    -1, tests.user('ada'), '2099-01-09', 'UTC', '{"overdue": 1}',
    '{"overdue": [{"task_id": 5}]}', '2099-01-09 07:00+00'
);

select tests.login_as(tests.user('ada'));
select is(
    suppliers.get_digest(-1) - 'made_at',
    '{"digest_id": -1, "digest_on": "2099-01-09", "timezone": "UTC",
      "counts": {"overdue": 1}, "tasks": {"overdue": [{"task_id": 5}]}}'::jsonb,
    'a digest as it was sent'
);
select tests.login_as(tests.user('bob'), 'admin');
select throws_ok(
    'select suppliers.get_digest(-1)', 'PT404', 'suppliers.unknown_digest',
    'that of another user does not exist'
);
select throws_ok(
    'select suppliers.get_digest(null)', 'PT404', 'suppliers.unknown_digest',
    'nor does none'
);

select * from finish();
rollback;
