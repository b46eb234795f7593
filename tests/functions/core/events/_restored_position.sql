-- Proves functions/core/events/_restored_position.sql.
begin;
select plan(5);

-- Given: two restored events.
insert into core.events (id, type, topic, payload, at, xid)
overriding system value
values
    (901, 'core.thing.made', 'core:thing', '{}', now(), '2'),
    (902, 'core.thing.made', 'core:thing', '{}', now(), '3');

select results_eq(
    $$ select xid, id from core._restored_position(902, 0) $$,
    $$ values ('3'::xid8, 902::bigint) $$, 'the place of an event is its own'
);
select results_eq(
    $$ select xid, id from core._restored_position(0, 0) $$,
    $$ values ('1'::xid8, 0::bigint) $$, 'a reader that has passed none is before all'
);
select results_eq(
    $$ select xid, id from core._restored_position(-1, 0) $$,
    $$ values ('0'::xid8, 0::bigint) $$, 'a reader behind retention stays behind it'
);
select results_eq(
    $$ select xid, id from core._restored_position(901, 7) $$,
    $$ values ('1'::xid8, 0::bigint) $$,
    'a reader that stopped where the order has changed begins there again'
);
select results_eq(
    $$ select xid, id from core._restored_position(902, 7) $$,
    $$ values ('3'::xid8, 902::bigint) $$, 'one that had come further does not'
);

select * from finish();
rollback;
