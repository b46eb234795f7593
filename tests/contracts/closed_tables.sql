-- Proves that tables without a policy are closed: core.webhook_secrets and
-- filters.staged_lines, which functions alone read and write.
begin;
select plan(4);

-- Given: a webhook with its secret, and a staged line.
select tests.make_webhook('ada')::text;
insert into filters.staged_lines (price_minor, quantity, sold_at)
values (100, 1, now());

select is(
    tests.grants_of(t.name::regclass), '{}'::text[],
    t.name || ' is not granted to any role'
)
from (values ('core.webhook_secrets'), ('filters.staged_lines')) as t (name);
select is(
    tests.reach_of(t.name::regclass), '{}'::text[],
    t.name || ' shows no row to any role, whatever is granted'
)
from (values ('core.webhook_secrets'), ('filters.staged_lines')) as t (name);

select * from finish();
rollback;
