-- Proves functions/core/flags/_show_feature_flag.sql.
begin;
select plan(2);

-- Given: a flag with two listed users, and one with none.
insert into core.feature_flags (name, created_at, updated_at)
values ('core.two', '2026-01-01Z', '2026-01-01Z'), ('core.none', now(), now());
insert into core.feature_flag_users (flag_name, user_id)
values
('core.two', '7e57ed00-0000-4000-8000-000000000002'),
('core.two', '7e57ed00-0000-4000-8000-000000000001');

set local timezone to 'UTC';
select is(
    (
        select core._show_feature_flag(f) from core.feature_flags as f
        where f.name = 'core.two'
    ),
    '{"name": "core.two", "description": "", "is_enabled": false, "share_percent": 0.00,
      "roles": [], "version": 1, "created_at": "2026-01-01T00:00:00+00:00",
      "updated_at": "2026-01-01T00:00:00+00:00", "user_ids":
      ["7e57ed00-0000-4000-8000-000000000001", "7e57ed00-0000-4000-8000-000000000002"]}',
    'a flag is its row and its users'
);
select is(
    (
        select core._show_feature_flag(f) -> 'user_ids' from core.feature_flags as f
        where f.name = 'core.none'
    ),
    '[]', 'no users are an empty list'
);

select * from finish();
rollback;
