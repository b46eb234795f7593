-- Proves functions/core/_take_turn.sql.
begin;
select plan(2);

select ok(core._take_turn('k', false), 'a key that nobody decides on is ours');
select ok(core._take_turn('k', true), 'and stays ours to the end of the transaction');

select * from finish();
rollback;
