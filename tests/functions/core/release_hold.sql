-- Proves functions/core/release_hold.sql.
begin;
select plan(2);

select core.place_hold('core.events', 'One.')::text;
select core.place_hold('core.events', 'Two.')::text;
do $$ begin
    perform core.release_hold(h.id) from core.legal_holds as h where h.reason = 'One.';
end; $$;
select is(
    core.is_held('core.events'), true,
    'a table is held until the last hold ends'
);
do $$ begin
    perform core.release_hold(h.id) from core.legal_holds as h;
end; $$;
select is(core.is_held('core.events'), false, 'then it is free');

select * from finish();
rollback;
