-- Proves triggers/suppliers/core.sql.
begin;
select plan(3);

select triggers_are(
    'core', 'operations', array['t90_show_progress'],
    'operations has exactly these triggers'
);

-- Given: an archive, and a dry run.
select tests.small_project();
insert into suppliers.compliance_exports (
    project_id, since_at, until_at, requested_at, status, bytes, sha256, manifest,
    finished_at, expires_at
)
values (
    2001, '2020-01-01', '2020-01-02', now(), 'ready', 1, repeat('0f', 32), '{}', now(),
    now()
);
insert into core.erasures (
    person_kind, person_key, person_sha256, reason, is_dry_run, requested_at
)
values ('user', 'x', '\x01', 'Asked.', true, now());
update core.erasures
set status = 'done', person_key = null, erased = '{}', finished_at = now()
where true;

select is_empty(
    $$ select from core.jobs where kind = 'suppliers.delete_export' $$,
    'a dry run deletes nothing'
);
insert into core.erasures (
    person_kind, person_key, person_sha256, reason, is_dry_run, requested_at
)
values ('user', 'x', '\x01', 'Asked.', false, now());
update core.erasures
set status = 'done', person_key = null, erased = '{}', finished_at = now()
where status = 'pending';
select isnt_empty(
    $$ select from core.jobs where kind = 'suppliers.delete_export' $$,
    'an erasure does'
);

select * from finish();
rollback;
