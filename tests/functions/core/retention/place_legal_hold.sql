-- Proves functions/core/retention/place_legal_hold.sql.
begin;
select plan(20);

-- Given: a table that forgets, one that refers to it and goes with it.
create table core.t_pots (id bigint primary key);
create table core.t_lids (
    id bigint primary key,
    pot_id bigint references core.t_pots (id) on delete cascade
);

select tests.set_clock('2026-01-01 12:00+00');
set local role service_role;
select core.place_legal_hold('core.events', 'A court asks.')::text;
select results_eq(
    $$ select held_table, reason, placed_at, released_at from core.legal_holds $$,
    $$ values (
        'core.events'::regclass,
        'A court asks.', timestamptz '2026-01-01 12:00+00', null::timestamptz
    ) $$,
    'a hold says which table, why and since when'
);

-- However it is spelt, it holds.
select is(core.is_on_legal_hold('core.notifications'), false, 'nothing holds it yet');
do $$ begin perform core.place_legal_hold('Core.Notifications', 'x'); end $$;
select is(core.is_on_legal_hold('core.notifications'), true, 'in capitals');
do $$ begin
    perform core.release_legal_hold(h.id) from core.legal_holds as h;
    perform core.place_legal_hold('"core"."notifications"', 'x');
end $$;
select is(core.is_on_legal_hold('core.notifications'), true, 'quoted');
do $$ begin
    perform core.release_legal_hold(h.id) from core.legal_holds as h;
    perform core.place_legal_hold(e' core.notifications\n', 'x');
end $$;
select is(core.is_on_legal_hold('core.notifications'), true, 'padded');
do $$ begin
    perform core.release_legal_hold(h.id) from core.legal_holds as h;
    perform core.place_legal_hold(current_database() || '.core.notifications', 'x');
end $$;
select is(
    core.is_on_legal_hold('core.notifications'), true,
    'with the name of the database'
);
do $$ begin
    perform core.release_legal_hold(h.id) from core.legal_holds as h;
    perform core.place_legal_hold('core.events_default', 'x');
end $$;
select is(
    core.is_on_legal_hold('core.events'), true,
    'a partition holds its whole table'
);

-- What names no table is refused.
select throws_ok(
    format('select core.place_legal_hold(%L, %L)', s.name, 'x'),
    'PT422', 'core.unknown_table',
    'refused: ' || coalesce(s.name, 'null')
)
from (
    values
    ('core.pans'), ('notifications'), ('"Core"."Notifications"'), ('pg_class'),
    ('core.events_pkey'), ('elsewhere.core.events'),
    ('core.notifications; drop'), (null)
) as s (name);
select throws_ok(
    $$ select core.place_legal_hold('core.events', '') $$,
    'PT422', 'core.invalid_argument',
    'a reason is wanted'
);

-- It follows a rename, and reaches what would take its rows along.
do $$ begin perform core.place_legal_hold('core.t_lids', 'x'); end $$;
select is(
    core.is_on_legal_hold('core.t_pots'), true,
    'what cascades into a held table is held'
);
reset role;
alter table core.t_lids rename to t_covers;
select is(core.is_on_legal_hold('core.t_covers'), true, 'a hold follows a rename');
create table core.t_lids (id bigint);
select is(core.is_on_legal_hold('core.t_lids'), false, 'and is not the new table''s');

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select core.place_legal_hold('core.events', 'x') $$,
    '42501', null, 'users place none'
);

select * from finish();
rollback;
