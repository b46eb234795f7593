-- Proves functions/core/retention/release_legal_hold.sql.
begin;
select plan(2);

select core.place_legal_hold('core.events', 'One.')::text;
select core.place_legal_hold('core.events', 'Two.')::text;
do $$ begin
    perform core.release_legal_hold(h.id)
    from core.legal_holds as h where h.reason = 'One.';
end; $$;
select is(
    core.is_on_legal_hold('core.events'), true,
    'a table is held until the last hold ends'
);
do $$ begin
    perform core.release_legal_hold(h.id) from core.legal_holds as h;
end; $$;
select is(core.is_on_legal_hold('core.events'), false, 'then it is free');

select * from finish();
rollback;
